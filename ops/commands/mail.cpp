#include "connectors/application.hpp"
#include "connectors/duties/mail_intake.hpp"
#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/mail/maildir.hpp"
#include "engine/rule_set.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

const std::vector<column> outcomes{
    {"Tệp", "File", "/file"},
    {"Kết quả", "Outcome", "/outcome", shape::code},
    {"Mã hồ sơ", "Case", "/case"},
    {"Lý do", "Reason", "/reason"},
    {"SHA-256", "SHA-256", "/sha256"},
};

int import(invocation& on, const arguments& given) {
    auto* folder = on.api().folder();
    const events::office_code office{given.text("OFFICE")};
    if (folder == nullptr) {
        throw usage_error("mail import works on a data folder");
    }
    if (folder->rules().find_office(office) == nullptr) {
        throw not_found_error("there is no office " + office.str() + "; motcua office list");
    }
    list_printer list(on.out(), outcomes);
    for (const auto& path : given.list("PATH")) {
        for (const auto& file : connectors::list_mail(path)) {
            const auto read = connectors::read_mail(file);
            const auto taken = folder->intake().take(office, read.bytes, read.findings);
            list.add({{"file", file.path.filename().string()},
                      {"sha256", events::hex(taken.sha256)},
                      {"outcome", std::string{events::name_of(taken.outcome)}},
                      {"case", taken.code},
                      {"reason", taken.reason}});
        }
    }
    if (list.end() == 0) {
        on.out().say("there are no mails at these places");
    }
    return done;
}

int send(invocation& on, const arguments&) {
    if (on.is_remote()) {
        on.out().say("a server puts its letters into the outbox by itself");
        return done;
    }
    auto& folder = *on.api().folder();
    connectors::outgoing_mail outgoing(folder.log(), folder.store(), folder.vault(), folder.rules(),
                                       folder.data() / "outbox");
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
    return {"mail",
            "Incoming and outgoing mail",
            {
                {"import",
                 "Take mails in: files, folders of .eml files, Maildirs",
                 {"motcua mail import 96 inbox/*.eml --output jsonl",
                  "motcua mail import 96 /var/mail/96 --output csv"},
                 {word("OFFICE", "Key of the office"),
                  path_of(completes::file, words("PATH", "Files, folders or Maildirs"))},
                 import},
                {"send",
                 "Put the letters that are due into the outbox of a data folder",
                 {"motcua mail send --data /var/lib/motcua"},
                 {},
                 send},
            }};
}

} // namespace ops
