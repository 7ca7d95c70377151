#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/issued_mail.hpp"
#include "connectors/mail/outbox.hpp"
#include "connectors/mail/read_back.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/counter_work.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

/// An e-mail is kept as it was sent, under its hash, and the event `mail_issued` names it.
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_support::api_desk;

constexpr const char* reader_of_mail = "counter_officer";
/// What the installation was configured with when the mail went out, and is not any more.
const connectors::office_contacts contacts_of_then{
    {"96", {"Số 9 đường Đã Dời Đi", "0290 111 222", "cu@example.vn"}}};

std::string bytes_in(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// A request at office 96 whose applicant is told by step 2 what is missing.
class a_kept_mail : public testing::Test {
protected:
    a_kept_mail() { code_ = testing_support::request_that_lacks_a_paper(desk_); }

    [[nodiscard]] std::string path(const std::string& rest) const {
        return "/v1/cases/" + code_ + rest;
    }
    [[nodiscard]] testing_support::api_answer read(const std::string& rest) {
        return desk_.get(path(rest), reader_of_mail);
    }
    [[nodiscard]] json sent() { return read("/mail").body["items"]; }
    [[nodiscard]] std::vector<events::event> steps() {
        std::vector<events::event> out;
        auto& on = desk_.on();
        const auto cases = on.store().newest_named(code_);
        const auto page = projections::timeline(on.store().view(), cases.at(0).id, {100, {}});
        for (const auto& step : page.rows) {
            out.push_back(projections::event_at(on.log(), step.place));
        }
        return out;
    }
    [[nodiscard]] std::vector<events::event> issuings() {
        auto all = steps();
        std::erase_if(all, [](const auto& one) {
            return !std::holds_alternative<events::mail_issued>(one.detail);
        });
        return all;
    }
    [[nodiscard]] fs::path outbox() { return desk_.folder() / "data" / "outbox"; }
    std::size_t send(const connectors::office_contacts& contacts = {}) {
        auto& on = desk_.on();
        return connectors::outgoing_mail{on.log(),       on.store(), on.node(), on.vault(),
                                         on.documents(), on.rules(), outbox(),  contacts}
            .send_new();
    }
    [[nodiscard]] std::vector<std::string> put_out() {
        std::vector<std::string> out;
        for (const auto& file : connectors::outbox{outbox() / "96"}.waiting()) {
            out.push_back(bytes_in(file));
        }
        return out;
    }
    [[nodiscard]] events::person_id applicant() {
        const auto shown = read("").body;
        return events::person_id{shown["persons"][0]["person"].get<std::string>()};
    }
    /// The mail about step 2, with words of its own, kept as the duty keeps it.
    [[nodiscard]] engine::command kept(const std::string& words, std::string& bytes) {
        auto& on = desk_.on();
        const auto step = steps().at(1);
        const connectors::letters from{on.log(), on.store(), on.vault(), on.rules(), {}};
        auto message = from.message_of(from.letter_for(step).value(), step);
        message.text = words;
        bytes = connectors::compose_message(message).value();
        return connectors::command_to_issue({applicant(), message, bytes}, step, on.vault(),
                                            on.documents());
    }

    api_desk desk_;
    std::string code_;
};

TEST_F(a_kept_mail, is_shown_as_it_was_sent_whatever_would_be_written_today) {
    ASSERT_EQ(send(contacts_of_then), 1U);
    const auto out = put_out();
    ASSERT_EQ(out.size(), 1U);
    const auto page = read("/mail/2.txt").whole.body;
    EXPECT_THAT(page, HasSubstr("Số 9 đường Đã Dời Đi"));
    EXPECT_THAT(page, HasSubstr("<cu@example.vn>"));
    EXPECT_THAT(page, HasSubstr("Người nhận: Lê Thị Bưởi <thu@example.vn>"));
    EXPECT_THAT(page, Not(HasSubstr("dựng lại")));
    const auto whole = read("/mail/2.eml").whole;
    EXPECT_EQ(whole.content_type, "message/rfc822");
    EXPECT_EQ(whole.body, out.front()) << "byte for byte what lay in the outbox";
    EXPECT_THAT(read("/mail/2.pdf").whole.body, testing::StartsWith("%PDF-"));
    const auto line = sent().at(0);
    EXPECT_EQ(line["rendered_anew"], false);
    EXPECT_EQ(line["sha256"], events::hex(events::sha256(out.front())));
    EXPECT_EQ(line["to"], "thu@example.vn");
    EXPECT_EQ(line["in_outbox"], true);
    EXPECT_EQ(line["issued_by_step"], 3);
}

TEST_F(a_kept_mail, is_named_by_its_event_and_sealed_for_the_person) {
    ASSERT_EQ(send(), 1U);
    const auto issued = issuings();
    ASSERT_EQ(issued.size(), 1U);
    const auto& event = issued.front();
    EXPECT_EQ(std::get<events::mail_issued>(event.detail).of_step, 2U);
    EXPECT_EQ(event.about.causation, steps().at(1).about.id.str());
    EXPECT_FALSE(event.common.status_after);
    ASSERT_EQ(event.common.documents.size(), 1U);
    const auto& stored = event.common.documents.front();
    EXPECT_EQ(stored.kind, "outgoing_mail");
    const auto lies = desk_.on().documents().get(stored.sha256);
    ASSERT_TRUE(lies) << "and its hash holds, or the store would not give it";
    EXPECT_EQ(lies->size(), stored.size_bytes);
    EXPECT_THAT(*lies, Not(HasSubstr("thu@example.vn")));
    const auto bytes = put_out().at(0);
    EXPECT_EQ(connectors::issued_bytes(desk_.on().vault(), desk_.on().documents(), event), bytes);
    // By either hash, as with mails that came in.
    for (const auto& name : {stored.sha256, events::sha256(bytes)}) {
        const auto shown =
            desk_.get("/v1/documents/" + events::hex(name) + "?case=" + code_, reader_of_mail);
        EXPECT_EQ(shown.whole.body, bytes);
    }
    // The log tells the hash of the mail to nobody: its wording is public, and a name is guessed.
    const auto history = read("/history").whole.body;
    EXPECT_THAT(history, HasSubstr("mail_issued"));
    EXPECT_THAT(history, Not(HasSubstr(events::hex(events::sha256(bytes)))));
    EXPECT_EQ(read("").body["persons"].size(), 1U) << "the box is no person of the case";
}

TEST_F(a_kept_mail, is_gone_with_the_key_of_the_person) {
    ASSERT_EQ(send(), 1U);
    const auto event = issuings().at(0);
    const auto stored = events::hex(event.common.documents.front().sha256);
    desk_.on().vault().destroy(applicant());
    EXPECT_EQ(connectors::issued_bytes(desk_.on().vault(), desk_.on().documents(), event),
              std::nullopt);
    for (const auto* form : {".txt", ".pdf", ".eml"}) {
        EXPECT_EQ(read(std::string{"/mail/2"} + form).code(), "erased") << form;
    }
    EXPECT_TRUE(sent().empty());
    EXPECT_EQ(desk_.get("/v1/documents/" + stored + "?case=" + code_, reader_of_mail).code(),
              "erased");
}

TEST_F(a_kept_mail, is_told_from_one_of_before_that_is_rendered_anew) {
    // As in a log of a program that recorded nothing of its mails.
    EXPECT_THAT(read("/mail/2.txt").whole.body, HasSubstr("trang được dựng lại từ sự kiện"));
    EXPECT_EQ(read("/mail/2.eml").code(), "not_found");
    const auto line = sent().at(0);
    EXPECT_EQ(line["rendered_anew"], true);
    EXPECT_TRUE(line.value("sha256", json{}).is_null());
    EXPECT_TRUE(line.value("issued_by_step", json{}).is_null());
    EXPECT_EQ(line["to"], "thu@example.vn");
}

TEST_F(a_kept_mail, of_before_that_lies_in_the_outbox_stays_as_it_is) {
    const connectors::outbox box{outbox() / "96"};
    box.put(sent().at(0)["message_id"].get<std::string>(), "of before");
    EXPECT_EQ(send(), 0U);
    EXPECT_THAT(put_out(), testing::ElementsAre("of before"));
    EXPECT_THAT(issuings(), IsEmpty());
}

TEST_F(a_kept_mail, goes_once_where_a_crash_came_before_its_event) {
    std::string lost;
    static_cast<void>(kept("Chưa ai ghi nhận.", lost)); // stored, and the process died
    EXPECT_EQ(send(), 1U);
    EXPECT_EQ(send(), 0U);
    ASSERT_EQ(put_out().size(), 1U);
    EXPECT_NE(put_out().front(), lost);
    EXPECT_EQ(issuings().size(), 1U);
}

TEST_F(a_kept_mail, goes_as_it_was_recorded_where_a_crash_came_before_the_outbox) {
    std::string bytes;
    const auto told = desk_.on().node().run(kept("Đúng điều đã được ghi nhận.", bytes));
    ASSERT_TRUE(std::holds_alternative<engine::accepted>(told));
    EXPECT_EQ(send(contacts_of_then), 1U) << "it is not lost";
    EXPECT_THAT(put_out(), testing::ElementsAre(bytes));
    EXPECT_EQ(issuings().size(), 1U) << "nor issued again";
    EXPECT_EQ(read("/mail/2.eml").whole.body, bytes);
}

TEST_F(a_kept_mail, goes_once_where_a_crash_came_before_the_checkpoint) {
    ASSERT_EQ(send(), 1U);
    const auto out = put_out();
    fs::remove(outbox() / "checkpoint");
    EXPECT_EQ(send(contacts_of_then), 0U);
    EXPECT_EQ(put_out(), out);
    // The outbox went to the mail server and was emptied: the same bytes, never others.
    fs::remove_all(outbox());
    EXPECT_EQ(send(contacts_of_then), 1U);
    EXPECT_EQ(put_out(), out);
    EXPECT_EQ(issuings().size(), 1U);
}

TEST_F(a_kept_mail, waits_for_its_event_until_the_duty_is_done_with_the_step) {
    auto& on = desk_.on();
    const auto step = steps().at(1);
    const connectors::letters from{on.log(), on.store(), on.vault(), on.rules(), {}};
    const auto message = from.message_of(from.letter_for(step).value(), step);
    const auto bytes = connectors::compose_message(message).value();
    const connectors::mail_to_issue mail{applicant(), message, bytes};
    connectors::mail_issuer issuer{on.log(), on.store(), on.node(), on.vault(), on.documents()};
    auto nowhere = step; // no such step: the log takes no event about it
    nowhere.about.sequence = 99;
    EXPECT_THROW(static_cast<void>(issuer.issue(mail, nowhere)), events::fault);
    EXPECT_THROW(static_cast<void>(issuer.issue(mail, nowhere)), events::fault);
    EXPECT_EQ(issuer.waiting(), 1U) << "asked again with the same bytes";
    issuer.forget(nowhere); // somebody else did it, or nobody will
    EXPECT_EQ(issuer.waiting(), 0U);
    EXPECT_THAT(issuings(), IsEmpty());
}

TEST_F(a_kept_mail, leaves_the_version_of_whoever_takes_the_next_step) {
    const auto seen = read("").header("ETag");
    ASSERT_EQ(send(), 1U);
    ASSERT_NE(read("").header("ETag"), seen);
    int asked = 0;
    const auto step = [&](const std::string& command) {
        connectors::http_headers headers;
        headers.add("Content-Type", "application/json");
        headers.add("Idempotency-Key", "as-seen-" + std::to_string(++asked));
        headers.add("If-Match", seen);
        return desk_
            .ask("POST " + path("/commands/" + command), reader_of_mail, "{}", std::move(headers))
            .status;
    };
    EXPECT_EQ(step("receive_supplement"), 200) << "nothing was decided since";
    EXPECT_EQ(step("withdraw_request"), 412) << "now it was";
}

TEST_F(a_kept_mail, leaves_the_law_and_the_periods_by_which_the_case_is_shown) {
    desk_.at("2026-06-30 09:00");
    code_ = desk_
                .give("/v1/offices/96/commands/receive_request", reader_of_mail,
                      {{"procedure", "enf_request"},
                       {"received_by", "counter"},
                       {"persons", json::array({{{"part", "applicant"},
                                                 {"name", "Lê Thị Bưởi"},
                                                 {"email", "thu@example.vn"}}})}})
                .body.value("code", "");
    // What was done on the last day of the old law is entered when the new one is in force.
    desk_.at("2026-07-02 09:00");
    desk_.step(code_, reader_of_mail, "request_supplement",
               {{"missing", {"judgment"}},
                {"grounds", {"incomplete"}},
                {"happened_at", "2026-06-30T03:00:00Z"}});
    const auto shown = [&] { return read("").body; };
    const auto known = [&] { return desk_.on().store().newest_named(code_).at(0); };
    const auto law = known().law_by_now();
    const auto label = shown()["status_label"];
    const auto periods = shown()["deadlines"];
    ASSERT_EQ(events::to_text(law.of(engine::judged_by::step)), "2026-06-30");
    ASSERT_GE(send(), 1U);
    ASSERT_EQ(known().mails_since, 1U);
    EXPECT_EQ(events::to_text(known().law_by_now().of(engine::judged_by::step)), "2026-06-30");
    EXPECT_EQ(known().changed_at, testing_support::office_time("2026-06-30 10:00"));
    EXPECT_EQ(shown()["status_label"], label);
    EXPECT_EQ(shown()["deadlines"], periods);
}

TEST(a_mail_read_back, says_what_was_composed) {
    connectors::outgoing_message mail;
    mail.from_name = "Cục Thi hành án dân sự tỉnh Cà Mau";
    mail.from_address = "Camau@example.vn";
    mail.to_name = "Lê Thị Bưởi, người được ủy quyền";
    mail.to_address = "Thu@example.vn";
    mail.subject = "[000.00.96.G15-170602-0001] Yêu cầu bổ sung, hoàn thiện hồ sơ của Ông/Bà về "
                   "việc thi hành án dân sự";
    mail.date = testing_support::office_time("2017-06-05 08:30");
    mail.message_id = "1@96.motcua.invalid";
    mail.text = "Kính gửi Ông/Bà,\n\n> dòng này cũng là của thư\nDòng hai\n\nTrân trọng.\n";
    mail.files = {{"01-TB-CTHADS.pdf", "application/pdf", "%PDF-1.7 \xFF\x00 bytes"}};
    const auto bytes = connectors::compose_message(mail);
    ASSERT_TRUE(bytes);
    const auto back = connectors::read_back(*bytes);
    EXPECT_EQ(back.from_name, mail.from_name);
    EXPECT_EQ(back.from_address, mail.from_address);
    EXPECT_EQ(back.to_name, mail.to_name);
    EXPECT_EQ(back.to_address, mail.to_address);
    EXPECT_EQ(back.subject, mail.subject);
    EXPECT_EQ(back.date, mail.date);
    EXPECT_EQ(back.message_id, mail.message_id);
    EXPECT_EQ(back.text, mail.text);
    EXPECT_EQ(back.origin, connectors::mail_origin::by_person);
    ASSERT_EQ(back.files.size(), 1U);
    EXPECT_EQ(back.files[0].name, mail.files[0].name);
    EXPECT_EQ(back.files[0].media_type, mail.files[0].media_type);
    EXPECT_EQ(back.files[0].bytes, mail.files[0].bytes);
}

} // namespace
