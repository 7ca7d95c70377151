#include "connectors/accounts/reconcile.hpp"
#include "connectors/api/accounts_to_sign.hpp"
#include "connectors/api/command_answer.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/reconciliation_view.hpp"
#include "connectors/command_json.hpp"
#include "engine/clear_text.hpp"
#include "engine/commands.hpp"

#include <fmt/format.h>

namespace connectors::api {
namespace {

constexpr std::size_t file_bytes_max = 8 * 1024 * 1024;
constexpr std::size_t explanation_bytes_max = 2000;

voucher_line voucher_line_of(std::string_view list, const compared_voucher& one) {
    voucher_line out;
    out.list = list;
    if (one.ours) {
        const auto& money = one.ours->money;
        out.matter = one.ours->code;
        out.voucher = money.number;
        out.ours = {money.kind, money.amount, money.dated};
        out.reconciled = money.reconciled;
    }
    if (one.theirs) {
        out.matter = out.matter.empty() ? one.theirs->matter : out.matter;
        out.voucher = one.theirs->voucher;
        out.theirs = {one.theirs->kind, one.theirs->amount, one.theirs->dated};
        out.line = one.theirs->line;
    }
    return out;
}

void add_voucher_line(reconciliation_view& into, std::string_view list,
                      const compared_voucher& one) {
    auto line = voucher_line_of(list, one);
    if (line.ours) {
        add_money(into.ours, line.ours->kind, line.ours->amount);
    }
    if (line.theirs) {
        add_money(into.theirs, line.theirs->kind, line.theirs->amount);
    }
    into.items.push_back(std::move(line));
}

reconciliation_view lists_of(const reconciliation& all, const projections::period& when) {
    reconciliation_view out;
    out.period = when.name;
    for (const auto& one : all.different) {
        add_voucher_line(out, "different", one);
    }
    for (const auto& one : all.only_one) {
        add_voucher_line(out, one.ours ? "only_ours" : "only_theirs", one);
        ++(one.ours ? out.only_ours : out.only_theirs);
    }
    for (const auto& one : all.agreed) {
        add_voucher_line(out, "agreed", one);
    }
    out.agreed = all.agreed.size();
    out.different = all.different.size();
    return out;
}

/// The body as the accountant's lines of the period. Throws refusal `body_invalid` with every wrong
/// line.
accounting_file accounts_in_body(const call& of, const projections::period& when) {
    auto file = read_accounting_file(of.context.request.body);
    for (const auto& one : file.lines) {
        if (!when.holds(one.dated)) {
            file.problems.push_back(
                {one.line, "ngày chứng từ ngoài kỳ đối chiếu", "the date lies outside the period"});
        }
    }
    if (!file.problems.empty()) {
        std::string vi;
        std::string en;
        for (const auto& one : file.problems) {
            vi += fmt::format("{}dòng {}: {}", vi.empty() ? "" : "; ", one.line, one.vi);
            en += fmt::format("{}line {}: {}", en.empty() ? "" : "; ", one.line, one.en);
        }
        throw refusal(problem_of("body_invalid", {vi, en}));
    }
    return file;
}

struct accounts_question {
    events::office_code office;
    projections::period when;
};

reconciliation compared_accounts(call& of, const accounts_question& asked) {
    return reconcile(projections::vouchers_of(of.view(), asked.office, asked.when),
                     accounts_in_body(of, asked.when).lines);
}

http_response compare_accounts(call& of) {
    const accounts_question asked{known_office(of, of.context.parameter("office")), period_of(of)};
    of.require(engine::action::read_case, asked.office);
    return json_answer(lists_of(compared_accounts(of, asked), asked.when));
}

class accounts_signing {
public:
    accounts_signing(call& of, const accounts_question& asked, events::role as)
        : of_(of), asked_(asked), as_(as), file_(of.on.documents.put(of.context.request.body)) {
        out_.period = asked.when.name;
        out_.sha256 = events::hex(file_);
    }

    void sign(const vouchers_by_case& vouchers, const std::string& explanation) {
        for (const auto& [id, named] : vouchers) {
            auto numbers = fmt::format("{}", fmt::join(named.ours, "|"));
            if (!named.only_theirs.empty()) {
                numbers += fmt::format("|theirs{}:{}", explanation.empty() ? "" : " explained",
                                       fmt::join(named.only_theirs, "|"));
            }
            engine::command what;
            what.id = events::command_id{events::uuid_of(fmt::format(
                "reconcile:{}:{}:{}:{}", id.str(), asked_.when.name, out_.sha256, numbers))};
            what.office = asked_.office;
            what.subject = id;
            what.actor = of_.officer();
            what.acting_as = as_;
            const bool by_code = engine::is_code_or_number(explanation);
            what.detail = engine::reconcile_accounts{
                asked_.when.name, named.ours,
                by_code ? explanation : std::string{engine::stated_in_words}, named.only_theirs};
            if (!by_code) {
                const auto known = of_.on.store.newest(id);
                seal_words(what, explanation, known ? &*known : nullptr, of_.on.vault);
            }
            what.documents = {
                {file_, "accounting_file", "text/csv", of_.context.request.body.size()}};
            if (is_recorded(of_.on.node->run(what))) {
                ++out_.cases;
                out_.vouchers += named.ours.size();
                out_.vouchers += explanation.empty() ? 0 : named.only_theirs.size();
            } else {
                ++out_.refused;
            }
        }
    }

    signed_view out_;

private:
    call& of_;
    const accounts_question& asked_;
    events::role as_;
    events::digest file_;
};

std::string accounts_explanation(const call& of) {
    const auto* text = of.query("explanation");
    if (text != nullptr && text->size() > explanation_bytes_max) {
        refuse_parameter("explanation", {"Quá dài.", "Too long."});
    }
    return text == nullptr ? std::string{} : *text;
}

http_response sign_accounts(call& of) {
    if (of.on.node == nullptr) {
        throw refusal(problem_of("read_only"));
    }
    const accounts_question asked{known_office(of, of.context.parameter("office")), period_of(of)};
    const auto as =
        of.require(engine::action::command, asked.office, engine::reconcile_accounts::name).as;
    const auto explanation = accounts_explanation(of);
    const auto all = compared_accounts(of, asked);
    auto sorted = accounts_to_sign_of(of, asked.office, all);
    accounts_signing hand{of, asked, as};
    hand.out_.unknown = sorted.unknown;
    if (explanation.empty()) {
        // What only the accountant has keeps its case from the archive from now on.
        for (auto& [id, named] : sorted.unheard_of) {
            sorted.agreed[id].only_theirs = std::move(named.only_theirs);
        }
        hand.sign(sorted.agreed, {});
        for (const auto& [id, named] : sorted.differing) {
            hand.out_.left += named.ours.size() + named.only_theirs.size();
        }
    } else {
        hand.sign(sorted.agreed, {});
        hand.sign(sorted.differing, explanation);
    }
    return json_answer(hand.out_);
}

} // namespace

void add_reconciliation(operations& into, service&) {
    into.push_back(
        {.line = "POST /v1/offices/{office}/reconciliation",
         .id = "compare_accounts",
         .group = "reports",
         .about = "Compares the vouchers that officers recorded with an accounting file (CSV; "
                  "columns `Mã hồ sơ`, `Số chứng từ`, `Ngày chứng từ`, `Thu/chi`, `Số tiền`: our "
                  "proposal, no text of the law fixes them): in both and equal, on one side only, "
                  "in both and different. Changes nothing.",
         .parameters = {period_parameter()},
         .takes = {{"text/csv", {}, nullptr}},
         .answers = {{200, "The three lists.", json_body<reconciliation_view>("reconciliation")}},
         .problems = {"office_unknown", "parameter_invalid", "body_invalid"},
         .serve = answering(compare_accounts),
         .options = {.body_bytes_max = file_bytes_max, .where = run_on::workers}});
    into.push_back(
        {.line = "POST /v1/offices/{office}/reconciliation/signatures",
         .id = "sign_accounts",
         .group = "reports",
         .about = "The head signs for the same file: each case with vouchers that agree gets an "
                  "event which names them and the file by its hash; with an explanation also those "
                  "that differ or that one side lacks. What only the file has is recorded with "
                  "its case even without one. A case with a voucher that nobody signed for, or "
                  "with one of the accountant's that nobody explained, can neither be closed nor "
                  "archived (Thông tư 78/2020/TT-BTC Điều 7.1d, 8.3). Doing it again changes "
                  "nothing.",
         .parameters = {period_parameter(),
                        text_parameter("explanation", "Why the rest differs: a code, or words, "
                                                      "which are sealed in each case.")},
         .takes = {{"text/csv", {}, nullptr}},
         .answers = {{200, "What was signed for.", json_body<signed_view>("signed_accounts")}},
         .problems = {"office_unknown", "parameter_invalid", "body_invalid", "read_only",
                      "unavailable", "outcome_unknown"},
         .serve = answering(sign_accounts),
         .options = {.body_bytes_max = file_bytes_max, .where = run_on::workers}});
}

} // namespace connectors::api
