#include "projections/figures.hpp"

#include "projections/binary.hpp"
#include "projections/notes.hpp"
#include "projections/projection.hpp"
#include "projections/settled.hpp"

#include <boost/container/static_vector.hpp>

#include <array>
#include <string_view>

namespace projections {
namespace {

/// Under what a case is counted.
struct counted_as {
    std::string_view procedure;
    std::uint8_t channel = no_channel;
    bool operator==(const counted_as&) const = default;
};

std::uint8_t channel_byte(std::optional<events::channel> by, events::lifecycle follows) {
    if (by) {
        return static_cast<std::uint8_t>(*by);
    }
    return follows == events::lifecycle::support ? static_cast<std::uint8_t>(events::channel::email)
                                                 : no_channel;
}

/// More than any event changes of a case: one for what was done, and those of the balances.
using figures_found = boost::container::static_vector<figure, 12>;

struct figure_list {
    figures_found& found;
    const case_before& before;

    void operator()(const auto&) const {}
    void operator()(const events::support_requested&) const { add(figure::support_requests); }
    void operator()(const events::mail_sorted&) const { add(figure::support_requests); }
    void operator()(const events::guidance_sent&) const { add(figure::guided); }
    void operator()(const events::appointment_confirmed&) const { add(figure::booked); }
    void operator()(const events::appointment_moved&) const { add(figure::moved_bookings); }
    void operator()(const events::appointment_missed&) const { add(figure::missed); }
    void operator()(const events::support_closed&) const { add(figure::support_ended); }
    void operator()(const events::request_received&) const {
        if (before.expected) {
            add(figure::kept);
        }
    }
    void operator()(const events::dossier_accepted&) const { add(figure::accepted); }
    void operator()(const events::dossier_handed_over&) const { add(figure::handed_over); }
    void operator()(const events::supplement_requested&) const { add(figure::supplement_asked); }
    void operator()(const events::request_refused&) const { add(figure::refused); }
    void operator()(const events::petition_declined&) const { add(figure::refused); }
    // Of what was decided, the enforcement is entrusted or ends; the request was answered before.
    void operator()(const events::referred_elsewhere&) const {
        add(before.decided ? figure::entrusted : figure::referred);
    }
    void operator()(const events::petition_transferred&) const { add(figure::referred); }
    void operator()(const events::request_withdrawn&) const { add(figure::withdrawn); }
    void operator()(const events::case_terminated&) const {
        add(before.decided ? figure::ended : figure::terminated);
    }
    void operator()(const events::solved_at_once&) const { add(figure::solved_at_once); }
    void operator()(const events::case_suspended&) const { add(figure::suspended); }
    void operator()(const events::case_resumed&) const { add(figure::resumed); }
    void operator()(const events::decision_issued&) const { add(figure::decided); }
    void operator()(const events::complaint_resolved&) const { add(figure::decided); }
    void operator()(const events::denunciation_concluded&) const { add(figure::decided); }
    void operator()(const events::enforcement_file_opened&) const { add(figure::docketed); }
    void operator()(const events::complaint_docketed&) const { add(figure::docketed); }
    void operator()(const events::denunciation_accepted&) const { add(figure::docketed); }
    void operator()(const events::result_returned& e) const {
        switch (e.against_promise) {
        case events::timeliness::early:
            return add(figure::returned_early);
        case events::timeliness::on_time:
            return add(figure::returned_on_time);
        case events::timeliness::late:
            return add(figure::returned_late);
        }
    }
    void operator()(const events::result_not_collected&) const { add(figure::not_collected); }
    void operator()(const events::apology_issued&) const { add(figure::apologies); }
    void operator()(const events::decision_corrected&) const { add(figure::corrected); }
    void operator()(const events::decision_withdrawn&) const { add(figure::corrected); }
    void operator()(const events::case_closed&) const { add(figure::closed); }
    void operator()(const events::enforcement_ended&) const { add(figure::closed); }
    void operator()(const events::performance_recorded& e) const {
        add(e.extent == events::performance::whole ? figure::performed : figure::performed_in_part);
    }

private:
    void add(figure what) const { found.push_back(what); }

public:
    figure_list(figures_found& into, const case_before& known) : found(into), before(known) {}
};

bool is_receipt(const events::payload& what) {
    return std::holds_alternative<events::request_received>(what) ||
           std::holds_alternative<events::complaint_received>(what) ||
           std::holds_alternative<events::second_complaint_received>(what) ||
           std::holds_alternative<events::denunciation_received>(what);
}

class statistics_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "statistics"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::statistics, table::statistics_months,
                                         table::statistics_cases};
        return mine;
    }
    [[nodiscard]] std::string schema() const override { return schema_of_figures(); }

    void apply(const engine::placed_event& event, const case_before& before,
               const engine::case_state& after, event_sink& into) const override {
        const counted_as now{after.procedure, channel_byte(after.received_by, after.follows)};
        const counted_as then{before.procedure, channel_byte(before.received_by, before.follows)};
        figures_found found;
        std::visit(figure_list{found, before}, event.what.detail);
        const bool helped = before.exists && before.follows == events::lifecycle::support;
        if (helped && is_receipt(event.what.detail)) {
            found.push_back(figure::received_after_support);
        }

        // The balance: what came in and was not settled is in progress, whatever events say.
        const bool open = in_progress(after);
        if (!before.in_progress && (open || is_receipt(event.what.detail))) {
            found.push_back(is_receipt(event.what.detail) ? figure::received : figure::reopened);
            if (!open) {
                found.push_back(figure::settled);
            }
        } else if (before.in_progress && !(then == now)) {
            count(event, figure::moved_out, then, before, after, into);
            found.push_back(figure::moved_in);
        }
        if (before.in_progress && !open) {
            found.push_back(figure::settled);
        }
        add_enforcement(before.enforcement, enforced_of(after), found);
        if (std::holds_alternative<events::decision_withdrawn>(event.what.detail)) {
            found.push_back(figure::enforcement_revoked);
        }
        for (const auto what : found) {
            count(event, what, now, before, after, into);
        }
    }

private:
    /// What is to be enforced, and on which ground it is stopped, as a balance too.
    static void add_enforcement(const enforced& before, const enforced& after,
                                figures_found& found) {
        if (before.is_to_be != after.is_to_be) {
            found.push_back(after.is_to_be ? figure::to_enforce : figure::enforced_no_more);
        }
        if (before.ground == after.ground) {
            return;
        }
        if (!before.ground.empty()) {
            found.push_back(figure::stopped_no_more);
        }
        if (!after.ground.empty()) {
            found.push_back(figure::stopped_on);
        }
    }

    static std::string schema_of_figures() {
        std::string out;
        for (const auto name : events::enum_names<figure>::names) {
            out.append(name).append("|");
        }
        return out + " " + notes_schema();
    }

    /// What the row of a figure says beside naming its case.
    static std::string note_of(const engine::placed_event& event, figure what,
                               const case_before& before, const engine::case_state& after) {
        switch (what) {
        case figure::settled:
            return binary::encode(standing_of(after));
        case figure::refused:
            return binary::encode(refusal_of(after, event.what));
        case figure::returned_early:
        case figure::returned_on_time:
        case figure::returned_late:
            return binary::encode(return_of(after));
        case figure::performed:
        case figure::performed_in_part:
            return binary::encode(performance_of(event.what));
        case figure::to_enforce:
            return after.common_with.empty() ? std::string{} : binary::encode(common_note{});
        case figure::stopped_on:
            return binary::encode(stop_note{after.status_ground});
        case figure::stopped_no_more:
            return binary::encode(stop_note{before.enforcement.ground});
        default:
            return {};
        }
    }

    static void count(const engine::placed_event& event, figure what, const counted_as& as,
                      const case_before& before, const engine::case_state& after,
                      event_sink& into) {
        const auto& about = event.what.about;
        const auto day = events::office_date(about.time);
        auto row = figure_prefix(about.office, what); // of three rows, one after the other
        const auto prefix = row.bytes().size();
        into.count(table::statistics, row.day(day).text(as.procedure).byte(as.channel), 1);
        row.cut(prefix).day(day.year() / day.month() / 1).text(as.procedure).byte(as.channel);
        into.count(table::statistics_months, row, 1);
        row.cut(prefix).day(day).id(after.id).number(about.sequence);
        into.put(table::statistics_cases, row,
                 value_of(as.channel, as.procedure, note_of(event, what, before, after)));
    }
};

} // namespace

const projection& statistics_projection() {
    static const statistics_rows one;
    return one;
}

key figure_prefix(const events::office_code& office, figure what) {
    return key{}.text(office.str()).byte(static_cast<std::uint8_t>(what));
}

std::uint64_t count_from(std::string_view value) { return binary::decode<std::uint64_t>(value); }
std::string count_value(std::uint64_t count) { return binary::encode(count); }

value_parts parts_of_value(std::string_view value) {
    value_parts out{.channel = static_cast<std::uint8_t>(value.front()),
                    .procedure = value.substr(1),
                    .note = {}};
    if (const auto end = out.procedure.find('\0'); end != std::string_view::npos) {
        out.note = out.procedure.substr(end + 1);
        out.procedure = out.procedure.substr(0, end);
    }
    return out;
}

std::string value_of(std::uint8_t channel, std::string_view procedure, std::string_view note) {
    std::string out(1, static_cast<char>(channel));
    out.append(procedure);
    if (!note.empty()) {
        out.append(1, '\0').append(note);
    }
    return out;
}

bool in_cell(std::string_view value, const cell& where) {
    const auto parts = parts_of_value(value);
    if (where.received_by && parts.channel != static_cast<std::uint8_t>(*where.received_by)) {
        return false;
    }
    return !where.procedure || parts.procedure == *where.procedure;
}

} // namespace projections
