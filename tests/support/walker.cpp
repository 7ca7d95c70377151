#include "tests/support/walker.hpp"

#include "engine/law.hpp"
#include "engine/rule_set.hpp"

#include <array>

namespace testing_support {
namespace {

using engine::case_state;
using engine::command_detail;

/// The five of the one-stop desk, and one that nobody requests.
const std::array<std::string, 6> dossier_procedures{"enf_request",    "result_confirm",
                                                    "officer_change", "coercion_cost_relief",
                                                    "fee_relief",     "ex_officio"};

events::instant next_office_hour(events::instant after) {
    auto at = after + std::chrono::hours{1};
    while (!engine::law::is_office_hour(engine::default_rule_set(), at)) {
        at += std::chrono::minutes{30};
    }
    return at;
}

/// Fills a command's fields by their names.
struct field_filler {
    const case_state& state;
    events::instant now;
    std::mt19937_64& random;

    std::size_t number(std::size_t below) { return static_cast<std::size_t>(random() % below); }

    void operator()(std::string_view name, std::string& into) {
        if (name == "procedure") {
            into = state.exists() && number(2) == 0 ? "" : dossier_procedures[number(6)];
        } else if (name == "deadline") {
            into = state.deadlines.empty() ? "decide"
                                           : state.deadlines[number(state.deadlines.size())].id;
        } else if (name == "rung") {
            into = number(2) == 0 ? "overdue" : "due_soon";
        } else if (name == "way") { // in the words of every day, and of none
            into = std::array{"direct", "posting", "mass_media", "as_said"}[number(4)];
        } else if (name == "from") {
            into = number(2) == 0 ? "officer" : "lower_agency";
        } else {
            into = number(8) == 0 ? "" : "as_said";
        }
    }
    void operator()(std::string_view name, events::instant& into) {
        into = name == "promised_at"
                   ? next_office_hour(std::max(now, state.promised_at.value_or(now)) +
                                      std::chrono::hours{24})
                   : next_office_hour(now);
    }
    void operator()(std::string_view, std::optional<events::instant>& into) { into.reset(); }
    void operator()(std::string_view, events::local_date& into) { into = events::office_date(now); }
    void operator()(std::string_view, std::optional<events::local_date>& into) { into.reset(); }
    void operator()(std::string_view, std::optional<std::string>& into) { into.reset(); }
    void operator()(std::string_view, bool& into) { into = number(2) == 0; }
    void operator()(std::string_view, std::int64_t& into) {
        into = static_cast<std::int64_t>(number(20));
    }
    void operator()(std::string_view, std::uint64_t& into) { into = number(20); }
    void operator()(std::string_view name, std::vector<std::string>& into) {
        if (name == "papers") {
            if (const auto* known = engine::default_rule_set().find(state.procedure)) {
                for (const auto* paper : engine::papers_required(
                         *known, events::office_date(state.received_at.value_or(now)))) {
                    into.push_back(paper->id);
                }
            }
        } else {
            into = {"judgment"};
        }
    }
    void operator()(std::string_view, std::vector<events::accepted_paper>& into) { into.clear(); }
    void operator()(std::string_view, events::incoming_mail& into) {
        into.sha256 = events::sha256(std::to_string(random()));
        into.message_key = events::hex(into.sha256);
        into.content_key = into.message_key;
    }
    template <class Tag> void operator()(std::string_view, events::strong_string<Tag>& into) {
        into = events::strong_string<Tag>{"officer-" + std::to_string(1 + number(3))};
    }
    template <class T> void operator()(std::string_view, std::optional<T>& into) { into.reset(); }
    void operator()(std::string_view, std::optional<events::notified_matter>& into) {
        into.reset();
        if (const auto which = number(4); which > 1) {
            into = which == 2 ? events::notified_matter::conclusion
                              : events::notified_matter::explanation_request;
        }
    }
    void operator()(std::string_view, std::optional<events::explainer>& into) {
        into.reset();
        if (const auto which = number(4); which > 1) {
            into = which == 2 ? events::explainer::enforcement_officer
                              : events::explainer::lower_agency;
        }
    }
    template <events::named_enum E> void operator()(std::string_view, E& into) {
        into = static_cast<E>(number(events::enum_names<E>::names.size()));
    }
};

template <std::size_t I>
void fill_named(std::string_view name, field_filler& fill, command_detail& out) {
    using C = std::variant_alternative_t<I, command_detail>;
    if (C::name == name) {
        C made{};
        events::for_each_field(made, fill);
        out = std::move(made);
    }
}

command_detail filled(std::string_view name, field_filler& fill) {
    command_detail out;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (fill_named<I>(name, fill, out), ...);
    }(std::make_index_sequence<std::variant_size_v<command_detail>>{});
    return out;
}

std::string_view any_command(std::mt19937_64& random) {
    static const auto names = [] {
        std::vector<std::string_view> all;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (all.push_back(std::variant_alternative_t<I, command_detail>::name), ...);
        }(std::make_index_sequence<std::variant_size_v<command_detail>>{});
        return all;
    }();
    return names[random() % names.size()];
}

} // namespace

command_detail plausible_command(const case_state& state, events::instant now,
                                 std::mt19937_64& random) {
    field_filler fill{state, now, random};
    if (random() % 8 == 0) {
        return filled(any_command(random), fill);
    }
    std::vector<std::string_view> open;
    for (const auto* table : engine::all_lifecycles()) {
        if (!state.exists() || table->name == state.follows) {
            for (const auto& row : table->rows()) {
                if (row.from == state.at) {
                    open.push_back(row.command);
                }
            }
        }
    }
    return filled(open.empty() ? any_command(random) : open[random() % open.size()], fill);
}

std::vector<std::string> plausible_grounds(const case_state& state, events::instant now,
                                           std::mt19937_64& random) {
    const auto* known = engine::default_rule_set().find(state.procedure);
    if (known == nullptr) {
        return {};
    }
    const auto grounds =
        engine::grounds_on(*known, events::office_date(state.received_at.value_or(now)));
    if (grounds.empty()) {
        return {};
    }
    return {grounds[random() % grounds.size()]->code};
}

} // namespace testing_support
