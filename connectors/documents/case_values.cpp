#include "connectors/documents/case_values.hpp"

#include "connectors/mail/templates.hpp"
#include "engine/law.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace connectors {
namespace {

struct form_event {
    std::string_view form;
    std::string_view event;
};
/// The control slip is made at acceptance and travels with the dossier; it is asked for by name.
constexpr std::array form_events{
    form_event{"receipt_slip", events::dossier_accepted::name},
    form_event{"supplement_slip", events::supplement_requested::name},
    form_event{"refusal_slip", events::request_refused::name},
    form_event{"apology_slip", events::apology_issued::name},
    form_event{"control_slip", events::dossier_accepted::name},
};

std::string unit_text(std::string_view unit) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> words{{
        {"working_days", "ngày làm việc"},
        {"half_working_days", "buổi làm việc"},
        {"calendar_days", "ngày"},
        {"years", "năm"},
        {"hours", "giờ"},
    }};
    const auto* found =
        std::ranges::find(words, unit, &std::pair<std::string_view, std::string_view>::first);
    return found == words.end() ? std::string{} : std::string{found->second};
}

class filling {
public:
    explicit filling(const slip_source& from) : from_(from) {}

    engine::form_values all() {
        office();
        person();
        the_case();
        std::visit([this](const auto& detail) { of_event(detail); }, from_.step.detail);
        return std::move(v_);
    }

private:
    [[nodiscard]] events::local_date step_day() const {
        return events::office_date(from_.step.about.time);
    }
    [[nodiscard]] events::local_date received_on() const {
        return events::office_date(from_.state.received_at.value_or(from_.state.opened_at));
    }
    [[nodiscard]] const engine::procedure* procedure() const {
        return from_.rules.find(from_.state.procedure);
    }

    void office() {
        const auto* office = from_.rules.find_office(from_.state.office);
        if (office == nullptr) {
            return;
        }
        v_.office = office->name;
        v_.office_caps = in_capitals(office->name);
        if (const auto* parent = from_.rules.find_office(office->parent)) {
            v_.parent_caps = in_capitals(parent->name);
        }
        v_.place = office->province;
        v_.issued_on = "ngày " + official_date(step_day());
        v_.officer = from_.officer_name(from_.step.about.actor);
        v_.signer_title = head_title(*office);
    }

    /// The titles of the organisation of before 01/07/2025; the later ones were not read.
    [[nodiscard]] std::string head_title(const engine::office& office) const {
        using namespace std::chrono;
        if (step_day() > year_month_day{2025y / June / 30}) {
            return "THỦ TRƯỞNG CƠ QUAN";
        }
        return office.level == engine::office_level::provincial ? "CỤC TRƯỞNG" : "CHI CỤC TRƯỞNG";
    }

    void person() {
        v_.recipient = recipient(from_.person.name);
        v_.name = from_.person.name;
        v_.identity = from_.person.identity;
        v_.address = from_.person.address;
        v_.phone = from_.person.phone;
        v_.email = from_.person.email;
    }

    void the_case() {
        const auto& state = from_.state;
        v_.code = state.shown_code();
        v_.qr = state.shown_code();
        if (const auto* known = procedure()) {
            v_.procedure = known->name.vi;
        }
        v_.received_on = official_date(received_on());
        if (state.received_at) {
            v_.received_at = official_moment(*state.received_at);
        }
        if (state.promised_at) {
            v_.due_at = official_moment(*state.promised_at);
        }
        v_.statutory_time = statutory_time();
        for (const auto& claim : from_.step.common.numbers) {
            if (claim.counter.starts_with("register/")) {
                v_.register_number = claim.text;
            } else if (claim.counter.find("_slip/") != std::string::npos) {
                v_.number = claim.text;
            }
        }
        add_grounds();
    }

    /// The period within which the office must decide, as it runs after the step.
    [[nodiscard]] std::string statutory_time() const {
        const auto* known = procedure();
        const engine::deadline* first = nullptr;
        for (const auto& one : from_.state.deadlines) {
            const auto* rule = known == nullptr
                                   ? nullptr
                                   : engine::find_deadline(*known, one.id, received_on(),
                                                           engine::law::known_of(from_.state));
            const bool decides =
                rule != nullptr &&
                (std::ranges::count(rule->met_by, engine::fact::decided) > 0 ||
                 std::ranges::count(rule->met_by, engine::fact::document_issued) > 0);
            if (decides && one.open() && (first == nullptr || one.due < first->due)) {
                first = &one;
            }
        }
        return first == nullptr ? std::string{}
                                : fmt::format("{:02} {}", first->amount, unit_text(first->unit));
    }

    void add_grounds() {
        const auto* known = procedure();
        for (const auto& code : from_.step.common.grounds) {
            const auto* ground =
                known == nullptr ? nullptr : engine::find_ground(*known, code, received_on());
            const auto text = ground == nullptr ? code : ground->text;
            v_.reason += (v_.reason.empty() ? "" : "; ") + text;
            if (ground != nullptr) {
                v_.law += (v_.law.empty() ? "" : "; ") + ground->from.source;
            }
        }
        if (!from_.note.empty()) {
            v_.reason += (v_.reason.empty() ? "" : "; ") + from_.note;
        }
    }

    void add_papers(const std::vector<std::string>& ids) {
        const auto* known = procedure();
        for (const auto& id : ids) {
            engine::paper_line line;
            line.n = std::to_string(v_.papers.size() + 1);
            line.name = id;
            if (known != nullptr) {
                const auto found = std::ranges::find_if(known->papers, [&](const auto& paper) {
                    return paper.id == id && paper.in_force.holds(received_on());
                });
                line.name = found == known->papers.end() ? id : found->name.vi;
            }
            v_.papers.push_back(std::move(line));
        }
    }

    void of_event(const events::dossier_accepted& accepted) {
        add_papers(accepted.papers);
        static constexpr std::array ways{"Bộ phận một cửa", "Qua dịch vụ bưu chính",
                                         "Qua thư điện tử"};
        v_.result_place = ways.at(static_cast<std::size_t>(accepted.result_by));
        for (const auto& one : from_.hand_overs) {
            const auto& to = std::get<events::dossier_handed_over>(one.detail).to;
            v_.handovers.push_back({"Bộ phận một cửa", official_moment(one.about.time),
                                    from_.officer_name(one.about.actor), from_.officer_name(to), "",
                                    ""});
        }
    }
    void of_event(const events::supplement_requested& asked) { add_papers(asked.missing); }
    void of_event(const events::apology_issued& apology) {
        if (from_.promised_before) {
            v_.old_due = official_moment(*from_.promised_before);
        }
        if (v_.reason.empty()) {
            v_.reason = apology.reason;
        }
        // Signed by the head; who that is stands on paper.
        v_.officer.clear();
    }
    void of_event(const auto&) {}

    const slip_source& from_;
    engine::form_values v_;
};

} // namespace

std::string_view form_of_event(std::string_view event_type) {
    const auto* found = std::ranges::find(form_events, event_type, &form_event::event);
    return found == form_events.end() ? std::string_view{} : found->form;
}

std::string_view event_of_form(std::string_view form_id) {
    const auto* found = std::ranges::find(form_events, form_id, &form_event::form);
    return found == form_events.end() ? std::string_view{} : found->event;
}

engine::form_values values_of(const slip_source& from) { return filling{from}.all(); }

std::string in_capitals(std::string_view text) {
    auto units = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    std::string capitals;
    units.toUpper(icu::Locale{"vi"}).toUTF8String(capitals);
    return capitals;
}

} // namespace connectors
