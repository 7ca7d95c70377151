#include "connectors/documents/case_values.hpp"

#include "connectors/documents/law_words.hpp"
#include "connectors/documents/step_values.hpp"
#include "connectors/documents/unit_words.hpp"
#include "connectors/mail/official_words.hpp"
#include "engine/deadline_math.hpp"
#include "engine/law.hpp"
#include "engine/pressing.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace connectors {
namespace {

/// As it stands in the middle of a sentence: Hoãn thi hành án is hoãn thi hành án there.
std::string within_a_sentence(std::string_view name) {
    auto units = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    icu::UnicodeString first{units, 0, units.moveIndex32(0, 1)};
    units.replace(0, units.moveIndex32(0, 1), first.toLower(icu::Locale{"vi"}));
    std::string out;
    units.toUTF8String(out);
    return out;
}

/// What an officer wrote ends as the sentence does in which it stands.
std::string without_full_stop(std::string text) {
    const auto end = text.find_last_not_of(" .;,");
    text.erase(end == std::string::npos ? 0 : end + 1);
    return text;
}

class filling {
public:
    explicit filling(const slip_source& from) : from_(from) {}

    engine::form_values all() {
        office();
        person();
        the_case();
        petition();
        add_step_values(from_, v_);
        v_.reason = without_full_stop(std::move(v_.reason));
        address();
        return std::move(v_);
    }

private:
    [[nodiscard]] events::local_date step_day() const {
        return events::office_date(from_.step.about.time);
    }
    [[nodiscard]] events::local_date received_on() const { return from_.state.law_of(); }
    [[nodiscard]] engine::law_days days() const {
        return from_.state.law_at(from_.step.about.time);
    }
    [[nodiscard]] const engine::procedure* procedure() const {
        return from_.rules.find(from_.state.procedure);
    }

    /// Of an office that has ended the one that follows it writes and signs.
    [[nodiscard]] const engine::office* writer(events::local_date day) const {
        const bool above =
            from_.form.letter && from_.form.letter->from == engine::letter_sender::agency_above;
        return above ? engine::agency_above(from_.rules, from_.state.office, day)
                     : from_.rules.office_in_charge(from_.state.office, day);
    }

    void office() {
        const auto day = from_.dated.value_or(step_day());
        v_.issued_on = "ngày " + official_date(day);
        v_.stepped_on = "ngày " + official_date(step_day());
        v_.officer = from_.officer_name(from_.step.about.actor);
        const auto* office = writer(day);
        if (office == nullptr) {
            return;
        }
        v_.office = office->name_on(day);
        v_.office_caps = in_capitals(v_.office);
        if (const auto* parent = from_.rules.find_office(office->parent)) {
            v_.parent = parent->name_on(day);
            v_.parent_caps = in_capitals(v_.parent);
        }
        v_.place = office->province;
        v_.office_phone = from_.phone;
        const auto* signer = office->signer_on(day);
        v_.signer = signer == nullptr ? "" : signer->name;
        v_.signer_title = signer == nullptr ? head_title(*office, day) : signer->title;
    }

    [[nodiscard]] static std::string head_title(const engine::office& office,
                                                events::local_date day) {
        const auto title = in_capitals(std::string{office.head_on(day)});
        return title == "THỦ TRƯỞNG" ? title + " CƠ QUAN" : title;
    }

    void person() {
        v_.recipient = addressed(from_.person.name);
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
            } else if (claim.counter.starts_with("document/")) {
                v_.step_number = claim.text;
            }
        }
        add_grounds();
        const auto* called =
            engine::law::status_name(from_.rules, state.procedure, state.status_ground, days());
        if (called != nullptr) {
            v_.status_name = within_a_sentence(called->vi);
        }
    }

    void petition() {
        const auto& state = from_.state;
        v_.decision_number = state.decision_number;
        if (state.issued_at) {
            v_.decided_on = official_date(events::office_date(*state.issued_at));
        }
        v_.docket_number = from_.docket_number;
        v_.common_codes = from_.common_codes;
        v_.complaints = from_.complaints;
        v_.complained_of = from_.respondent.name;
        if (const auto* open = state.open_deadline("resolve")) {
            v_.resolve_by = official_date(engine::last_day_of(open->due));
        } else if (const auto* first = deciding_period()) {
            v_.resolve_by = official_date(engine::last_day_of(first->due));
        }
    }

    /// Whom a letter addresses; slips are for whoever filed.
    void address() {
        if (!from_.form.letter) {
            return;
        }
        if (from_.form.letter->from == engine::letter_sender::office) {
            v_.number = from_.number;
        }
        switch (from_.form.letter->to) {
        case engine::letter_recipient::petitioner:
            break;
        case engine::letter_recipient::respondent:
            v_.recipient = v_.agency.empty() ? addressed(from_.respondent.name) : v_.agency;
            break;
        case engine::letter_recipient::agency:
            v_.recipient = v_.agency;
            break;
        }
        v_.you = v_.recipient.starts_with(recipient({})) || v_.recipient.empty() ? "ông/bà"
                                                                                 : "quý cơ quan";
    }
    /// Whom nobody has named is written in by hand.
    [[nodiscard]] static std::string addressed(const std::string& name) {
        return name.empty() ? std::string{} : recipient(name);
    }

    /// The period within which the office must decide, as it runs after the step.
    [[nodiscard]] std::string statutory_time() const {
        const auto* first = deciding_period();
        return first == nullptr ? std::string{} : length_text(first->amount, first->unit);
    }
    [[nodiscard]] const engine::deadline* deciding_period() const {
        const auto* known = procedure();
        const engine::deadline* first = nullptr;
        for (const auto& one : from_.state.deadlines) {
            const auto* rule = known == nullptr
                                   ? nullptr
                                   : engine::find_deadline(*known, one.id, days(),
                                                           engine::law::known_of(from_.state));
            const bool decides =
                rule != nullptr &&
                (std::ranges::count(rule->met_by, engine::fact::decided) > 0 ||
                 std::ranges::count(rule->met_by, engine::fact::document_issued) > 0);
            if (decides && one.open() && (first == nullptr || one.due < first->due)) {
                first = &one;
            }
        }
        return first;
    }

    void add_grounds() {
        const auto* known = procedure();
        for (const auto& code : from_.step.common.grounds) {
            const auto* ground =
                known == nullptr ? nullptr : engine::find_ground(*known, code, days());
            const auto text = ground == nullptr ? code : ground->text;
            v_.reason += (v_.reason.empty() ? "" : "; ") + text;
            const auto law = ground == nullptr ? "" : law_in_words(ground->from.source);
            if (!law.empty()) {
                v_.law += (v_.law.empty() ? "" : "; ") + law;
            }
        }
        if (!from_.note.empty()) {
            v_.reason += (v_.reason.empty() ? "" : "; ") + from_.note;
        }
    }

    const slip_source& from_;
    engine::form_values v_;
};

} // namespace

std::string length_text(std::int64_t amount, std::string_view unit) {
    return amount == 0 ? std::string{unit_word(unit)}
                       : fmt::format("{:02} {}", amount, unit_word(unit));
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
