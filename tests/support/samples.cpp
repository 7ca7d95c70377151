#include "tests/support/samples.hpp"

#include "events/codec.hpp"

#include <array>
#include <stdexcept>

namespace testing_support {
namespace {

using namespace events;

/// Fills described structs with values: fixed ones, or random ones when a generator is given.
class filler {
public:
    explicit filler(std::mt19937_64* random) : random_(random) {}

    template <class Tag> void fill(strong_string<Tag>& into) {
        into = strong_string<Tag>{uuid_of(std::to_string(number(1'000'000)))};
    }
    void fill(std::string& into) {
        static const std::array<std::string, 6> texts{
            "enf_request", "Nguyễn Thị Đặng Hường", "dòng 1\ndòng 2\t\"ngoặc\" \\ / \x01", "",
            "🏛️ một cửa",  std::string(300, 'x')};
        into = random_ == nullptr ? "enf_request" : texts[number(texts.size())];
    }
    void fill(digest& into) { into = sha256(std::to_string(number(1'000'000))); }
    void fill(instant& into) {
        into = instant{std::chrono::milliseconds{1'496'279'561'000 +
                                                 static_cast<std::int64_t>(number(1U << 30U))}};
    }
    void fill(local_date& into) {
        into = local_date{std::chrono::sys_days{std::chrono::year{2017} / 6 / 1} +
                          std::chrono::days{number(3000)}};
    }
    void fill(bool& into) { into = number(2) == 0; }
    void fill(std::int64_t& into) {
        into = static_cast<std::int64_t>(number(1U << 20U)) - (random_ == nullptr ? 0 : 1000);
    }
    void fill(std::uint64_t& into) { into = 1 + number(1U << 20U); }
    template <named_enum E> void fill(E& into) {
        into = static_cast<E>(number(enum_names<E>::names.size()));
    }
    template <class T> void fill(std::optional<T>& into) {
        if (number(2) == 0) {
            fill(into.emplace());
        }
    }
    template <class T> void fill(std::vector<T>& into) {
        into.resize(random_ == nullptr ? 1 : number(4));
        for (auto& item : into) {
            fill(item);
        }
    }
    template <described T> void fill(T& into) {
        for_each_field(into, [&](std::string_view, auto& member) { fill(member); });
    }

    std::size_t number(std::size_t below) {
        return random_ == nullptr ? 0 : static_cast<std::size_t>((*random_)() % below);
    }

private:
    std::mt19937_64* random_;
};

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
