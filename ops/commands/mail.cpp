#include "connectors/application.hpp"
#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/mail/maildir.hpp"
#include "events/fault.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/files.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/office_options.hpp"
#include "ops/output/width.hpp"
#include "ops/session/contacts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace ops {
namespace {

const std::vector<column> outcomes{
    {"Tệp", "File", "/file"},          {"Kết quả", "Outcome", "/outcome /error", shape::code},
    {"Mã hồ sơ", "Case", "/case"},     {"Lý do", "Reason", "/reason"},
    {"SHA-256", "SHA-256", "/sha256"},
};

const std::vector<column> waiting{
    {"Mã", "Code", "/code"},
    {"Cơ quan", "Office", "/office"},
    {"Việc", "Task", "/task", shape::code},
    {"Nhận lúc", "Received", "/received_at", shape::time},
    {"Người gửi", "From", "/from_name"},
    {"Địa chỉ gửi", "Address", "/from_address"},
    {"Tiêu đề", "Subject", "/subject_line"},
    {"Có thể thuộc", "May belong to", "/may_belong_to"},
    {"Lý do", "Reason", "/reason", shape::code},
    {"Lưu ý", "Findings", "/findings", shape::list},
};

int list_mail(invocation& on, const arguments& given) {
    question asked{.path = "/v1/mail"};
    pass_on_office(asked, given);
    pass_on(asked, given, "task");
    return print_list(on, on.api(), std::move(asked), given, waiting, "no mail waits for a person");
}

/// Posts one mail, or the beginning of one that is too large to be kept whole, with its hash.
json take(session& into, const std::string& office, const connectors::mail_file& file) {
    auto read = connectors::read_mail(file);
    question asked{.method = connectors::http_method::post,
                   .path = path_to({"v1", "offices", office, "mail"}),
                   .query = {{"file", printable(file.path.filename().string())}},
                   .body = std::move(read.bytes),
                   .content_type = "message/rfc822"};
    if (read.cut) {
        asked.query.push_back({"whole_bytes", std::to_string(read.cut->bytes)});
        asked.query.push_back({"whole_sha256", events::hex(read.cut->sha256)});
    }
    return ask_json(into, asked);
}

/// Whether only this mail is concerned, and the next may be taken.
bool is_about_one_mail(const refused& no) {
    return no.status() == 400 || no.status() == 409 || no.status() == 413 || no.status() == 422 ||
           no.status() == 500;
}

json not_taken(const std::filesystem::path& file, std::string_view code, std::string_view why) {
    return {{"file", printable(file.filename().string())}, {"error", code}, {"reason", why}};
}

json not_taken(const std::filesystem::path& file, const refused& no) {
    const auto told = json::parse(no.problem(), nullptr, false);
    const auto text = [&](const char* name) {
        return told.is_object() ? told.value(name, "") : std::string{};
    };
    return not_taken(file, text("code"), text("detail").empty() ? text("title") : text("detail"));
}

/// A file or folder that cannot be read. Anything else ends the import.
json not_read(const printer& to, const std::filesystem::path& file, const events::fault& no) {
    if (no.code() != connectors::mail_file_fault) {
        throw; // NOLINT(misc-throw-by-value-catch-by-reference): the one that is being handled
    }
    return not_taken(
        file, no.code(),
        fmt::format("{}: {}", to.in("Không đọc được", "It cannot be read"), no.what()));
}

/// The line of one file, whatever becomes of it; what would befall every file ends the import.
json line_of_file(invocation& on, const std::string& office, const connectors::mail_file& file) {
    try {
        return take(on.api(), office, file);
    } catch (const refused& no) {
        if (!is_about_one_mail(no)) {
            throw;
        }
        return not_taken(file.path, no);
    } catch (const events::fault& no) {
        return not_read(on.out(), file.path, no);
    }
}

int import(invocation& on, const arguments& given) {
    list_printer rows(on.out(), outcomes);
    bool left_something = false;
    const auto tell = [&](const json& line) {
        left_something = left_something || line.contains("error");
        rows.add(line);
    };
    const auto take_all = [&] {
        for (const auto& path : given.list("PATH")) {
            std::vector<connectors::mail_file> files;
            try {
                files = connectors::list_mail(path);
            } catch (const events::fault& no) {
                tell(not_read(on.out(), path, no));
            }
            for (const auto& file : files) {
                tell(line_of_file(on, given.text("OFFICE"), file));
            }
        }
    };
    try {
        take_all();
    } catch (...) {
        rows.end(); // what was taken before is told all the same
        throw;
    }
    if (rows.end() == 0) {
        on.out().say(
            on.out().in("không có thư nào ở những nơi này", "there are no mails at these places"));
    }
    return left_something ? degraded : done;
}

int attach(invocation& on, const arguments& given) {
    question asked{.method = connectors::http_method::post,
                   .path = path_to({"v1", "cases", given.text("CODE"), "mail"}),
                   .body = json{{"mail", given.text("MAIL")}}.dump()};
    const auto told = ask_json(on.api(), asked);
    on.out().one(told, {{"Hồ sơ", "Case", "/code"},
                        {"Trạng thái", "Status", "/status_label"},
                        {"Sự kiện", "Event", "/event"},
                        {"Vị trí", "Position", "/position"}});
    return done;
}

std::string mails_of(const arguments& given) {
    return path_to({"v1", "cases", given.text("CODE"), "mail"});
}

int sent(invocation& on, const arguments& given) {
    return print_short_list(on, on.api(), {.path = mails_of(given)},
                            {{"Bước", "Step", "/step", shape::number},
                             {"Ngày gửi", "Date", "/sent_at", shape::time},
                             {"Người nhận", "To", "/to"},
                             {"Tiêu đề", "Subject", "/subject_line"},
                             {"Đính kèm", "Enclosed", "/enclosed"},
                             {"Trong hộp thư đi", "In the outbox", "/in_outbox", shape::yes},
                             {"Dựng lại", "Rendered anew", "/rendered_anew", shape::yes},
                             {"Sự kiện", "Event", "/event"}},
                            on.out().in("Hồ sơ chưa có thư điện tử nào gửi đi.",
                                        "No e-mail has gone out for this case."));
}

int show_mail(invocation& on, const arguments& given) {
    const auto wanted = given.has("to") ? given.text("to") : std::string{".txt"};
    const auto* form = wanted.ends_with(".txt")   ? ".txt"
                       : wanted.ends_with(".eml") ? ".eml"
                                                  : ".pdf";
    const auto answer = ask(on.api(), {.path = mails_of(given) + "/" + given.text("STEP") + form});
    if (!given.has("to")) {
        on.out().data() << answer.body;
        return done;
    }
    write_named_file(given.text("to"), answer.body);
    return done;
}

/// How far nodes came is noted where they share it and not in their folders: a command that asks
/// the folder would begin at the log's first event and send every letter again.
void refuse_node(invocation& on) {
    const auto log = log_place_of(on.how());
    if (!log || !log->is_kafka()) {
        return;
    }
    const auto said = on.out().in(
        "mail send: nhật ký của thư mục này nằm trong Kafka ({}), các nút dùng chung nó tự gửi thư",
        "mail send: the log of this folder is in Kafka ({}), whose nodes send letters themselves");
    throw usage_error(
        fmt::format(fmt::runtime(said), log->where),
        std::string{on.out().in("chỉ cần một nút đang chạy: motcua serve --data THƯ_MỤC",
                                "one node that runs is enough: motcua serve --data DIR")});
}

int send(invocation& on, const arguments&) {
    if (on.is_remote()) {
        on.out().say(on.out().in("máy chủ tự đưa thư vào hộp thư đi",
                                 "a server puts its letters into the outbox by itself"));
        return done;
    }
    refuse_node(on);
    auto& folder = *on.api().folder();
    connectors::outgoing_mail outgoing(folder.log(), folder.store(), folder.node(), folder.vault(),
                                       folder.documents(), folder.rules(), folder.data() / "outbox",
                                       contacts_of(on.how()));
    outgoing.tell_not_written([&](const events::fault& letter) {
        on.out().warn(fmt::format("{} [{}]", letter.what(), letter.code()));
    });
    const auto sent = outgoing.send_new();
    on.out().one({{"sent", sent},
                  {"unsendable", outgoing.unsendable()},
                  {"outbox", (folder.data() / "outbox").string()}},
                 {{"Đã đưa ra hộp thư đi", "Put into the outbox", "/sent"},
                  {"Không gửi được", "Cannot be sent", "/unsendable"},
                  {"Hộp thư đi", "Outbox", "/outbox"}});
    return done;
}

} // namespace

noun mail_noun() {
    auto listed = office_options();
    listed.push_back(choice("task", {"sort", "check"}, "Only mails to sort, or to check"));
    return {"mail",
            "Incoming and outgoing mail",
            {
                {"import",
                 "Take mails in: files, folders of .eml files, Maildirs",
                 {"motcua mail import 96 inbox/*.eml --output jsonl",
                  "motcua mail import 96 /var/mail/96 --output csv"},
                 {word("OFFICE", "Key of the office"),
                  path_of(completes::file, words("PATH", "Files, folders or Maildirs"))},
                 import,
                 "Taking the same mail in again changes nothing. A line for every file: one that "
                 "cannot "
                 "be read or taken has its error there, the rest go on, and it ends with 6."},
                {"list",
                 "Mails that wait for a person: ambiguous ones, then those nobody has checked",
                 {"motcua mail list --office 96", "motcua mail list --task sort --output jsonl"},
                 with_list_options(std::move(listed)),
                 list_mail},
                {"attach",
                 "Take a mail that waits to be sorted into a case, as the person's answer",
                 {"motcua mail attach HT96-170601-0002 HT96-170603-0007"},
                 {word("CODE", "Case code, support code or id of the case"),
                  word("MAIL", "Code of the mail, as `mail list --task sort` names it")},
                 attach,
                 "For one who writes from an address that the case does not know, when the mail "
                 "shows that it is the same person. Anybody can write a case code into a subject: "
                 "look at what the mail says."},
                {"sent",
                 "The e-mails of a case to the person, each by the step that says it",
                 {"motcua mail sent 000.00.96.G15-170602-0001"},
                 {word("CODE", "Case code, support code or id")},
                 sent},
                {"show",
                 "An e-mail to the person as text, or as a page or as it was sent into a file",
                 {"motcua mail show 000.00.96.G15-170602-0001 12",
                  "motcua mail show 000.00.96.G15-170602-0001 12 --to mail.pdf",
                  "motcua mail show 000.00.96.G15-170602-0001 12 --to mail.eml"},
                 {word("CODE", "Case code, support code or id"),
                  word("STEP", "Of the case; `mail sent` names them"),
                  path_of(completes::file, option("to", "FILE", "Ends in .pdf, .txt or .eml"))},
                 show_mail},
                {"send",
                 "Put the letters that are due into the outbox of a data folder",
                 {"motcua mail send --data /var/lib/motcua"},
                 {},
                 send,
                 "A duty of the installation: whoever holds the folder may do it. A server does it "
                 "by itself, and so do the nodes of a log in Kafka, where this is refused."},
            }};
}

} // namespace ops
