#include "connectors/api/closed_books.hpp"

#include "connectors/api/closing_memo.hpp"
#include "connectors/api/command_answer.hpp"
#include "connectors/api/parameters.hpp"
#include "engine/office_papers.hpp"
#include "events/fault.hpp"
#include "projections/register_book.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace connectors::api {
namespace {

/// `closing/follow_up_register/2017-q3` taken apart.
std::optional<std::pair<std::string, std::string>> book_and_period(std::string_view kind) {
    if (!kind.starts_with(engine::office_paper_prefix)) {
        return std::nullopt;
    }
    kind.remove_prefix(engine::office_paper_prefix.size());
    const auto slash = kind.find('/');
    if (slash == std::string_view::npos) {
        return std::nullopt;
    }
    return std::pair{std::string{kind.substr(0, slash)}, std::string{kind.substr(slash + 1)}};
}

/// Reads the log once for each closing ever made, whoever asks for whichever book and year.
std::optional<closed_book> closing_in(call& of, const events::case_id& stream) {
    if (auto known = of.on.closings.find(stream)) {
        return known;
    }
    const auto steps = projections::timeline(of.view(), stream, {1, {}});
    if (steps.rows.empty()) {
        return std::nullopt;
    }
    const auto& entry = steps.rows.front();
    const auto event = projections::event_at(of.on.log, entry.place);
    for (const auto& paper : event.common.documents) {
        if (const auto names = book_and_period(paper.kind)) {
            closed_book out{names->first,
                            names->second,
                            event.about.time,
                            event.about.actor,
                            events::hex(paper.sha256),
                            paper.size_bytes,
                            to_text(entry.place)};
            of.on.closings.keep(stream, out);
            return out;
        }
    }
    return std::nullopt;
}

[[noreturn]] void refuse_open_period() {
    auto told = problem_of("rule_not_met", {"Chỉ được khóa sổ khi kỳ đã kết thúc.",
                                            "A book is closed once the period is over."});
    told.with("rule", "period_is_over");
    told.with("source", "Thông tư 04/2023/TT-BTP Điều 30.4");
    throw refusal(std::move(told));
}

} // namespace

std::vector<closed_book> closed_books(call& of, const events::office_code& office) {
    std::vector<closed_book> out;
    projections::page_request which{projections::page_rows_max, {}};
    do {
        const auto page =
            projections::register_lines(of.view(), "register/closings/" + office.str(), which);
        for (const auto& row : page.rows) {
            if (auto one = closing_in(of, row.matter.id)) {
                out.push_back(*std::move(one));
            }
        }
        which.cursor = page.next;
    } while (!which.cursor.empty());
    return out;
}

std::optional<closed_book> find_closed(call& of, const events::office_code& office,
                                       std::string_view book, std::string_view period) {
    auto all = closed_books(of, office);
    const auto found = std::ranges::find_if(
        all, [&](const auto& one) { return one.book == book && one.period == period; });
    return found == all.end() ? std::nullopt : std::optional{std::move(*found)};
}

json closed_content(const call& of, const closed_book& one) {
    const auto name = events::digest_from_hex(one.sha256);
    const auto bytes = name ? of.on.documents.get(*name) : std::nullopt;
    if (!bytes || events::hex(events::sha256(*bytes)) != one.sha256) {
        throw events::fault("document-missing", "read the closed book " + one.book + " of " +
                                                    one.period + ": document " + one.sha256 +
                                                    " is not in the store as it was put there; "
                                                    "restore it from the backup");
    }
    return json::parse(*bytes);
}

closed_book close_book(call& of, const events::office_code& office, std::string_view book,
                       const projections::period& when, const std::function<json()>& content) {
    if (of.on.node == nullptr) {
        throw refusal(problem_of("read_only"));
    }
    if (events::office_date(of.now()) <= when.last) {
        refuse_open_period();
    }
    if (auto before = find_closed(of, office, book, when.name)) {
        return *std::move(before);
    }
    const auto text = content().dump();
    engine::command what;
    // The first event of this stream counts and no other: a book is closed once, on every node.
    what.id = events::command_id{
        events::uuid_of(fmt::format("closing:{}:{}:{}", office.str(), book, when.name))};
    what.office = office;
    what.actor = of.officer();
    // Closing a book is signing it, which is the head's (TT 04/2023/TT-BTP art. 30.4).
    what.acting_as = of.require(engine::action::command, office, engine::sign_decision::name).as;
    what.detail = engine::attach_document{};
    what.documents = {{of.on.documents.put(text),
                       fmt::format("{}{}/{}", engine::office_paper_prefix, book, when.name),
                       "application/json", text.size()}};
    const auto told = of.on.node->run(what);
    if (!is_recorded(told)) {
        const auto& no = std::get<engine::rejection>(told);
        if (no.code != engine::rejection_code::case_exists) {
            throw refusal(problem_of(no));
        }
    }
    call fresh{of.on, of.context, of.officer()}; // the fold has passed the event
    auto made = find_closed(fresh, office, book, when.name);
    if (!made) {
        throw refusal(problem_of("outcome_unknown"));
    }
    return *std::move(made);
}

} // namespace connectors::api
