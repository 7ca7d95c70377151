#include "connectors/api/document_access.hpp"

#include "connectors/api/service.hpp"
#include "connectors/secret_case.hpp"
#include "projections/documents.hpp"
#include "projections/mail_index.hpp"
#include "projections/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace connectors::api {
namespace {

/// Of a mail that was set apart; none of any other stream.
std::vector<events::case_id> cases_of_mail(call& of, const engine::case_state& mail) {
    std::vector<events::case_id> out;
    const bool ended =
        mail.at == events::status::noted || mail.at == events::status::support_closed;
    if (!ended || !mail.procedure.empty()) { // what somebody asked for is a case of its own
        return out;
    }
    const auto& view = of.view();
    const auto came = projections::step_at(view, mail.id, 1);
    if (!came ||
        (came->type != events::mail_noted::name && came->type != events::mail_set_aside::name)) {
        return out;
    }
    const auto event = projections::event_at(of.on.log, came->place);
    const auto* const noted = std::get_if<events::mail_noted>(&event.detail);
    if (noted != nullptr && noted->of) {
        out.push_back(*noted->of);
    }
    if (const auto* const waited = std::get_if<events::mail_set_aside>(&event.detail)) {
        for (auto& one : projections::mails_by_content_key(view, mail.office,
                                                           events::hex(waited->mail.sha256))) {
            out.push_back(std::move(one.subject)); // who took it in named the same bytes
        }
    }
    return out;
}

engine::action reading_documents_of(call& of, const engine::case_state& state) {
    return is_secret_now(of, state) ? engine::action::read_denouncer : engine::action::read_person;
}

} // namespace

bool is_secret_now(call& of, const engine::case_state& state) {
    if (is_secret_case(state)) {
        return true;
    }
    const auto told_of = cases_of_mail(of, state);
    return !told_of.empty() && // a look at the rows makes them commit, and few cases need one
           std::ranges::any_of(projections::find_cases(of.view(), told_of),
                               [](const auto& one) { return is_secret_case(one); });
}

bool somebody_erased(const call& of, const engine::case_state& state) {
    return std::ranges::any_of(state.persons,
                               [&](const auto& box) { return !of.on.vault.key(box.person); });
}

void require_documents(call& of, const engine::case_state& state) {
    of.require(reading_documents_of(of, state), state.office);
    if (somebody_erased(of, state)) {
        throw refusal(problem_of("erased"));
    }
}

bool may_open_documents(call& of, const engine::case_state& state) {
    return of.may(reading_documents_of(of, state), state.office) && !somebody_erased(of, state);
}

bool may_read_words(call& of, const engine::case_state& state) {
    return !somebody_erased(of, state) &&
           (!is_secret_now(of, state) || of.may(engine::action::read_denouncer, state.office));
}

void require_unerased(call& of, const events::digest& document) {
    const auto& view = of.view();
    for (const auto& state :
         projections::find_cases(view, projections::streams_naming(view, document))) {
        if (somebody_erased(of, state)) {
            throw refusal(problem_of("erased"));
        }
    }
}

namespace {

/// It does so already, or the caller may open the document in every case that does.
bool may_name(call& of, const events::digest& document, const events::case_id& subject) {
    const auto& view = of.view();
    const auto named_by = projections::streams_naming(view, document);
    if (std::ranges::count(named_by, subject) > 0) {
        return true;
    }
    // Rule files and closed books are no papers of a case, and name nobody.
    return std::ranges::all_of(projections::find_cases(view, named_by), [&](const auto& state) {
        return !projections::is_case(state) || may_open_documents(of, state);
    });
}

} // namespace

void require_names(call& of, const engine::command& what,
                   const std::vector<events::document_ref>& documents) {
    // A repeated command that opened a case finds its own papers there.
    const auto subject = what.subject.empty() ? events::case_opened_by(what.id) : what.subject;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (may_name(of, documents[i].sha256, subject)) {
            continue;
        }
        engine::rejection no;
        no.code = engine::rejection_code::forbidden;
        no.rule = "document_of_another_case";
        no.vi = "Tài liệu này thuộc hồ sơ khác mà bạn không được mở, hoặc có người đã được xóa dữ "
                "liệu. Nếu giấy tờ cũng thuộc hồ sơ này, hãy quét lại và tải lên.";
        no.en = "This document belongs to another case, whose papers you may not open or where a "
                "person was erased. If the paper belongs here as well, scan it again and put it.";
        no.pointer = fmt::format("/documents/{}/sha256", i);
        of.on.refusals.record(what, no, of.now());
        throw refusal(problem_of(no));
    }
}

} // namespace connectors::api
