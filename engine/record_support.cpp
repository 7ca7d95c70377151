#include "engine/numbering.hpp"
#include "engine/record.hpp"

#include <utility>

namespace engine {
namespace {

using events::office_date;

decided<recorded> with_support_code(const step_input& step, recorded out) {
    auto claim = numbering::support_code(step.context, step.whole.office, office_date(step.at));
    if (!claim) {
        return tl::unexpected(claim.error());
    }
    out.numbers.push_back(*std::move(claim));
    return out;
}

struct support_steps {
    const step_input& step;

    decided<recorded> operator()(const receive_mail& c) const {
        return with_support_code(step, plain(events::support_requested{c.procedure, c.mail}));
    }
    decided<recorded> operator()(const set_aside_mail& c) const {
        return with_support_code(step, plain(events::mail_set_aside{c.mail}));
    }
    decided<recorded> operator()(const note_mail& c) const {
        return plain(events::mail_noted{c.outcome, c.mail, c.of});
    }
    decided<recorded> operator()(const sort_mail& c) const {
        return plain(events::mail_sorted{c.procedure});
    }
    decided<recorded> operator()(const dismiss_mail& c) const {
        return plain(events::mail_dismissed{c.reason});
    }
    decided<recorded> operator()(const choose_procedure& c) const {
        return plain(events::procedure_chosen{c.procedure});
    }
    decided<recorded> operator()(const check_mail& c) const {
        return plain(events::mail_checked{c.outcome, c.missing, c.competent_office});
    }
    decided<recorded> operator()(const guide_by_mail&) const {
        return plain(events::guidance_sent{*step.state.checked_as});
    }
    decided<recorded> operator()(const confirm_appointment& c) const {
        return plain(events::appointment_confirmed{c.at, c.place});
    }
    decided<recorded> operator()(const move_appointment& c) const {
        return plain(events::appointment_moved{c.at, c.reason});
    }
    decided<recorded> operator()(const miss_appointment&) const {
        return plain(events::appointment_missed{});
    }
    decided<recorded> operator()(const attach_reply& c) const {
        return plain(events::reply_received{c.mail});
    }
    decided<recorded> operator()(const close_support& c) const {
        return plain(events::support_closed{c.reason});
    }
    decided<recorded> operator()(const auto&) const { return recorded{}; }
};

} // namespace

decided<recorded> record_support(const step_input& step) {
    return std::visit(support_steps{step}, step.whole.detail);
}

} // namespace engine
