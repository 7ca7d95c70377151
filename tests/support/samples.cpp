#include "tests/support/samples.hpp"

#include "events/codec.hpp"
#include "tests/support/fill.hpp"

#include <array>
#include <stdexcept>

namespace testing_support {
namespace {

using namespace events;

template <std::size_t I> event make(filler& fill) {
    event out;
    auto& about = out.about;
    fill.fill(about.id);
    about.office = office_code{"96"};
    fill.fill(about.subject);
    fill.fill(about.time);
    fill.fill(about.recorded);
    about.sequence = 1 + fill.number(90);
    fill.fill(about.prev);
    fill.fill(about.command);
    fill.fill(about.causation);
    fill.fill(about.correlation);
    fill.fill(about.actor);
    fill.fill(about.acting_as);
    fill.fill(about.rules);
    fill.fill(about.traceparent);
    fill.fill(out.common);
    auto& detail = out.detail.emplace<I>();
    if constexpr (described<std::variant_alternative_t<I, payload>>) {
        fill.fill(detail);
    } else {
        detail.type = "vn.thads.motcua.from_the_future.v1";
    }
    return out;
}

using maker = event (*)(filler&);

constexpr auto makers = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<maker, sizeof...(I)>{&make<I>...};
}(std::make_index_sequence<std::variant_size_v<payload>>{});

} // namespace

event sample_event(std::string_view name) {
    for (const auto make_one : makers) {
        filler fixed{nullptr};
        event out = make_one(fixed);
        if (events::name_of(out.detail) == name) {
            return out;
        }
    }
    throw std::out_of_range("no event type is called " + std::string{name});
}

event random_event(std::mt19937_64& random) {
    filler fill{&random};
    return makers[random() % makers.size()](fill);
}

} // namespace testing_support
