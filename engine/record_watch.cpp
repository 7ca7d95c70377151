#include "engine/fees/money.hpp"
#include "engine/law.hpp"
#include "engine/numbering.hpp"
#include "engine/record.hpp"

#include <utility>
#include <vector>

namespace engine {
namespace {

rejection amount_out_of_range() {
    return {.code = rejection_code::invalid_input,
            .rule = "amount_in_range",
            .vi = "Số tiền của một chứng từ không quá 1.000.000.000.000.000 đồng.",
            .en = "A voucher is about 1,000,000,000,000,000 đồng at most.",
            .source = {},
            .pointer = "/amount",
            .allowed = {}};
}

struct watch_steps {
    const step_input& step;

    decided<recorded> operator()(const raise_alert& c) const {
        const auto* open = step.state.open_deadline(c.deadline);
        return plain(events::alert_raised{c.deadline, c.rung, open->due, open->act_by});
    }
    decided<recorded> operator()(const acknowledge_alert& c) const {
        return plain(events::alert_acknowledged{c.deadline, c.rung});
    }
    decided<recorded> operator()(const escalate_alert& c) const {
        return plain(events::alert_escalated{c.deadline, c.rung});
    }
    decided<recorded> operator()(const resolve_alert& c) const {
        return plain(events::alert_resolved{c.deadline, c.rung});
    }
    decided<recorded> operator()(const excuse_deadline& c) const {
        return plain(events::deadline_excused{c.deadline, c.reason});
    }
    decided<recorded> operator()(const extend_period& c) const {
        events::period_extended out{c.deadline, c.days, c.reason};
        const auto* by = law::extension_for(step.context.rules, step.state, c.deadline, c.days);
        const auto* one = step.state.open_deadline(c.deadline);
        if (by != nullptr && one != nullptr && events::name_of(by->length.unit) != one->unit) {
            out.unit = events::name_of(by->length.unit);
        } else if (by != nullptr && by->mode == extension_mode::total) {
            out.from_start = true;
        }
        return plain(std::move(out));
    }
    decided<recorded> operator()(const recount_period& c) const {
        return plain(
            events::period_recounted{c.deadline, step.context.rules.calendar.version(), c.reason});
    }
    decided<recorded> operator()(const issue_letter& c) const {
        auto out = plain(events::letter_issued{c.form, c.version, c.of_step});
        const auto& office = step.state.office;
        const auto day = events::office_date(step.at);
        out.numbers = {
            {numbering::document_counter(office, day), c.number,
             numbering::letter_number(step.context.rules, office, day, c.kind, c.number)}};
        return out;
    }
    decided<recorded> operator()(const issue_mail& c) const {
        return plain(events::mail_issued{c.of_step});
    }
    decided<recorded> operator()(const receive_agency_document& c) const {
        return plain(events::agency_document_received{c.sender, c.number, c.dated},
                     {fact::agency_document_received});
    }
    decided<recorded> operator()(const answer_agency_document& c) const {
        const auto* known = find_document(step.state.agency_documents, c.sender, c.number);
        return plain(events::agency_document_answered{c.sender, c.number, known->dated, c.outcome,
                                                      c.reason.value_or("")},
                     {fact::agency_document_answered});
    }
    decided<recorded> operator()(const record_money& c) const {
        if (c.amount > dong_max || c.amount < -dong_max) {
            return tl::unexpected(amount_out_of_range());
        }
        std::vector<fact> facts;
        if (c.kind == events::money_kind::paid_out && c.amount > 0) {
            facts.push_back(fact::money_paid_out);
        } else if (c.kind == events::money_kind::collected && c.amount > 0) {
            facts.push_back(fact::money_collected);
            if (c.means == events::payment_means::cash) {
                facts.push_back(fact::cash_collected);
            }
        }
        return plain(
            events::money_recorded{c.kind, c.amount, c.voucher, c.dated, c.means, c.of_vouchers},
            std::move(facts));
    }
    decided<recorded> operator()(const pay_cash_in& c) const {
        return plain(events::cash_paid_in{c.vouchers}, {fact::cash_paid_in});
    }
    decided<recorded> operator()(const reconcile_accounts& c) const {
        return plain(
            events::accounts_reconciled{c.period, c.vouchers, c.explanation, c.only_theirs});
    }
    decided<recorded> operator()(const attach_document&) const {
        auto out = plain(events::document_attached{});
        out.numbers = {numbering::closing(step.context, step.whole.office)};
        return out;
    }
    decided<recorded> operator()(const publish_rules& c) const {
        return plain(events::rules_published{c.published, c.summary});
    }
    decided<recorded> operator()(const grant_role& c) const {
        return plain(events::role_granted{c.officer, c.granted, c.at, c.descendants});
    }
    decided<recorded> operator()(const revoke_role& c) const {
        return plain(events::role_revoked{c.officer, c.revoked, c.at});
    }
    decided<recorded> operator()(const erase_person& c) const {
        return plain(events::person_erased{c.person, c.ground});
    }
    decided<recorded> operator()(const auto&) const { return recorded{}; }
};

} // namespace

decided<recorded> record_watch(const step_input& step) {
    return std::visit(watch_steps{step}, step.whole.detail);
}

} // namespace engine
