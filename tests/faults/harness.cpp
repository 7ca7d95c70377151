#include "tests/faults/harness.hpp"

#include "connectors/duties/mail_intake.hpp"
#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/mail/maildir.hpp"
#include "connectors/mail/parse.hpp"
#include "engine/verify.hpp"
#include "events/digest.hpp"
#include "projections/digest.hpp"
#include "projections/store.hpp"
#include "tests/support/child_test.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <thread>

namespace faults {
namespace {

namespace fs = std::filesystem;

constexpr const char* child = "power_cut_child.DISABLED_works_until_killed";
constexpr const char* office = "96";

connectors::application_options options_of(const fs::path& data, bool duties) {
    connectors::application_options out;
    out.data = data;
    out.duties = duties;
    out.holder = "the harness's parent";
    return out;
}

std::string mail_text(std::uint64_t number, std::uint64_t seed) {
    return fmt::format("From: Tran Van {0} <tran.{0}.{1}@example.vn>\r\n"
                       "To: htttcamau@moj.gov.vn\r\n"
                       "Subject: De nghi ho tro yeu cau thi hanh an so {0}\r\n"
                       "Date: Mon, 05 Jun 2017 08:12:41 +0700\r\n"
                       "Message-ID: <{0}.{1}@mail.example.vn>\r\n"
                       "Content-Type: text/plain; charset=utf-8\r\n\r\n"
                       "Toi de nghi duoc ho tro viec thi hanh an so {0}/2017.\r\n",
                       number, seed);
}

} // namespace

harness::harness(options how) : how_(how), random_(how.seed) {
    connectors::initialise(data_, 4);
    for (const auto* below : {"new", "cur", "tmp"}) {
        fs::create_directories(data_ / "mail" / office / below);
    }
    connectors::application on{options_of(data_, false)};
    let_work(on);
}

void harness::drop_mails() {
    const auto maildir = data_ / "mail" / office;
    for (int i = 0; i < 2; ++i) {
        const auto number = mails_.size();
        const auto text = mail_text(number, how_.seed);
        const auto name = fmt::format("{}.m.host", number);
        std::ofstream(maildir / "tmp" / name, std::ios::binary) << text;
        fs::rename(maildir / "tmp" / name, maildir / "new" / name);
        mails_.push_back(events::hex(events::sha256(text)));
    }
}

void harness::hear(const std::string& line) {
    std::istringstream words{line};
    std::string what;
    words >> what;
    if (what == "ask") {
        auto one = asked_from_text(line.substr(4));
        const auto command = recorded_as(one);
        open_[command] = std::move(one);
    } else if (what == "told") {
        told answer;
        std::string command;
        words >> command >> answer.status >> answer.position >> answer.version >> answer.subject;
        if (answer.unknown()) {
            return; // still open
        }
        open_.erase(command);
        if (answer.accepted()) {
            steps_[command] = std::move(answer);
        } else {
            refused_[command] = answer.status;
        }
    }
}

void harness::run_and_kill() {
    using std::chrono::milliseconds;
    drop_mails();
    const load_options how{.data = data_,
                           .seed = how_.seed,
                           .generation = generation_++,
                           .clients = 32,
                           .synced = how_.synced,
                           .early = how_.early,
                           .power = true};
    support::child_test one{child, to_text(how)};
    if (generation_ > 1 && random_() % 8 == 0) {
        std::this_thread::sleep_for(milliseconds{random_() % 200}); // while it opens the folder
        one.kill();
        for (auto line = one.next_line(); !line.empty(); line = one.next_line()) {
            hear(line);
        }
        return;
    }
    if (const auto first = one.next_line(); first != "ready") {
        throw std::runtime_error("the child did not become ready but said: " + first);
    }
    std::thread reader{[&] {
        for (auto line = one.next_line(); !line.empty(); line = one.next_line()) {
            hear(line);
        }
    }};
    std::this_thread::sleep_for(milliseconds{20 + random_() % 400});
    one.kill();
    reader.join();
}

void harness::check_steps(const ledger& known, std::vector<std::string>& findings) {
    for (const auto& [command, answer] : steps_) {
        const auto found = known.commands().find(command);
        if (found == known.commands().end()) {
            ++lost_;
            findings.push_back(fmt::format("step {} of case {} was acknowledged at {} and is lost",
                                           command, answer.subject, answer.position));
            continue;
        }
        const auto& is = found->second.front();
        if (is.position != answer.position || is.subject != answer.subject ||
            is.version != answer.version) {
            findings.push_back(
                fmt::format("step {} was acknowledged as version {} at {} and is version {} at {}",
                            command, answer.version, answer.position, is.version, is.position));
        }
    }
    for (const auto& [command, status] : refused_) {
        if (known.commands().contains(command)) {
            findings.push_back(
                fmt::format("command {} was refused with {} and counts", command, status));
        }
    }
}

void harness::check_open_questions(connectors::application& on, const ledger& known,
                                   std::vector<std::string>& findings) {
    for (auto& [command, one] : open_) {
        ++asked_again_;
        const auto found = known.commands().find(command);
        auto answer = ask(on, one);
        const auto again = ask(on, one);
        if (answer.unknown() || answer.accepted() != again.accepted() ||
            (again.accepted() && (!again.repeated || again.version != answer.version))) {
            findings.push_back(fmt::format("command {}, asked again, has no single outcome: {} {} "
                                           "then {} {}",
                                           command, answer.status, answer.body, again.status,
                                           again.body));
            continue;
        }
        if (found != known.commands().end() &&
            (!answer.repeated || answer.version != found->second.front().version)) {
            findings.push_back(
                fmt::format("command {} counted before the crash as version {}; asked again: {} {}",
                            command, found->second.front().version, answer.status, answer.body));
        }
        if (answer.accepted()) {
            steps_[command] = std::move(answer);
        } else {
            refused_[command] = answer.status;
        }
    }
    open_.clear();
}

void harness::check_projections(connectors::application& on, std::vector<std::string>& findings) {
    const support::temporary_folder clean;
    projections::store rebuilt{{.folder = clean / "projections"}, on.log()};
    for (std::uint32_t p = 0; p < on.log().partitions(); ++p) {
        engine::fold_partition(rebuilt, on.log(), {p}, on.log().end({p}), 10'000);
    }
    const auto kept = projections::digest(on.store().view());
    const auto fresh = projections::digest(rebuilt.view());
    if (kept.sha256 != fresh.sha256) {
        findings.push_back("the projections differ from a clean rebuild in " +
                           projections::difference(kept, fresh));
    }
}

std::vector<std::string> harness::check() {
    std::vector<std::string> findings;
    {
        connectors::application on{options_of(data_, false)};
        const ledger before{on.log()};
        check_steps(before, findings);
        check_open_questions(on, before, findings);
        const ledger after{on.log()};
        events_ = after.counted_events();
        check_steps(after, findings);
        for (auto& wrong : after.findings(on.vault())) {
            findings.push_back(std::move(wrong));
        }
        check_projections(on, findings);
        if (const auto report = engine::verify(on.log()); !report.holds()) {
            findings.push_back("verify: " + report.first_break->text);
        }
    }
    for (auto& wrong : findings) {
        wrong += fmt::format(" (seed {}, after kill {})", how_.seed, generation_);
    }
    return findings;
}

std::vector<std::string> harness::check_mail() {
    std::vector<std::string> findings;
    connectors::application on{options_of(data_, false)};
    for (const auto& file : connectors::list_mail(data_ / "mail" / office)) {
        if (!file.seen) {
            const auto read = connectors::read_mail(file);
            static_cast<void>(on.intake().take(events::office_code{office}, read.bytes, read.cut));
        }
    }
    const ledger known{on.log()};
    for (const auto& mail : mails_) {
        const auto found = known.mails().find(mail);
        const int times = found == known.mails().end() ? 0 : found->second;
        if (times != 1) {
            findings.push_back(fmt::format("mail {} was taken in {} times", mail, times));
        }
    }
    connectors::outgoing_mail outgoing{on.log(),       on.store(), on.node(),       on.vault(),
                                       on.documents(), on.rules(), data_ / "outbox"};
    outgoing.send_new();
    for (const auto& one : fs::recursive_directory_iterator(data_ / "outbox")) {
        if (one.path().extension() == ".eml") {
            std::ifstream in(one.path(), std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>{in}, {}};
            if (const auto id = connectors::parse_message(text).message_id;
                !known.letters().contains(id)) {
                findings.push_back("a letter lies in the outbox of which no event tells: " + id);
            }
        }
    }
    return findings;
}

} // namespace faults
