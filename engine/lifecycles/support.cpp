#include "engine/lifecycles/guards_common.hpp"
#include "engine/lifecycles/guards_dossier.hpp"
#include "engine/lifecycles/guards_support.hpp"
#include "engine/lifecycles/machine.hpp"

namespace engine {
namespace lifecycles {
namespace {

using enum events::status;
using namespace events;

// Help by e-mail: Quyết định 536/QĐ-TCTHADS. It is no filing; the person comes once.
// clang-format off
struct support_table { using rows_of_table = join<rows<
    //   from                command              to                  records                guard
    step<none,               receive_mail,        mail_received,      support_requested>,
    step<none,               set_aside_mail,      awaiting_sorting,   mail_set_aside>,
    step<none,               note_mail,           noted,              mail_noted>,

    step<awaiting_sorting,   sort_mail,           mail_received,      mail_sorted,           names_a_procedure>,
    step<awaiting_sorting,   dismiss_mail,        support_closed,     mail_dismissed,        states_reason>,

    step<mail_received,      choose_procedure,    mail_received,      procedure_chosen,      names_a_procedure>,
    step<mail_received,      check_mail,          checked,            mail_checked,          all<procedure_is_chosen, outcome_fits_procedure>>,
    step<checked,            check_mail,          checked,            mail_checked,          outcome_fits_procedure>,

    step<checked,            guide_by_mail,       awaiting_reply,     guidance_sent,         found_incomplete>,
    step<checked,            guide_by_mail,       guided_away,        guidance_sent,         found_no_case>,
    step<checked,            confirm_appointment, appointment_booked, appointment_confirmed, all<found_valid, appointment_is_possible>>,

    step<appointment_booked, move_appointment,    appointment_booked, appointment_moved,     appointment_is_possible>,
    step<appointment_booked, miss_appointment,    checked,            appointment_missed,    appointment_has_passed>
    >,
    steps_to<attach_reply,    mail_received,  reply_received,   always,           awaiting_reply, guided_away, support_closed>,
    stays<   attach_reply,                    reply_received,   always,           mail_received, checked, appointment_booked>,
    steps_to<receive_request, received,       request_received, filing_is_lawful, mail_received, checked, awaiting_reply, guided_away, appointment_booked>,
    steps_to<close_support,   support_closed, events::support_closed,  states_reason,    mail_received, checked, awaiting_reply, guided_away, appointment_booked>>; };
// clang-format on

} // namespace
} // namespace lifecycles

const lifecycle_table& support_lifecycle() {
    static const lifecycle_table table = lifecycles::machine<lifecycles::support_table>::as_table(
        events::lifecycle::support, "Quyết định 536/QĐ-TCTHADS");
    return table;
}

} // namespace engine
