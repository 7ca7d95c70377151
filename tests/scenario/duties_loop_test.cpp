// The loop of the duties in a running application: nobody calls it, it must happen by itself.
#include "connectors/duties/deadline_watch.hpp"
#include "connectors/duties/erasures.hpp"
#include "connectors/duties/mail_intake.hpp"
#include "connectors/mail/maildir.hpp"
#include "connectors/mail/outbox.hpp"
#include "connectors/mail/parse.hpp"
#include "connectors/mail_documents.hpp"
#include "projections/cases.hpp"
#include "projections/deadlines.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/running_application.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace {

namespace fs = std::filesystem;
using support::eventually;
using support::running_application;
using testing::HasSubstr;
using testing::Not;

std::string sample(const std::string& name) {
    return testing_support::source_file("tests/data/mail/" + name);
}

std::vector<projections::case_row> cases_of(running_application& office) {
    return projections::list_cases(office.on().store().view(), events::office_code{"96"},
                                   std::nullopt, {100, {}})
        .rows;
}

/// Delivers a mail and waits for its case.
projections::case_row case_of_mail(running_application& office, const std::string& bytes) {
    office.deliver(bytes, "1496279561.M1.host");
    if (!eventually([&] { return !cases_of(office).empty(); })) {
        throw std::runtime_error("the mail became no case");
    }
    return cases_of(office).front();
}

void guide(running_application& office, const std::string& code, const nlohmann::json& check) {
    ASSERT_EQ(office.post("/v1/cases/" + code + "/commands/check_mail", check).status, 200);
    const auto told =
        office.post("/v1/cases/" + code + "/commands/guide_by_mail", nlohmann::json::object());
    ASSERT_EQ(told.status, 200) << told.body;
}

TEST(duties_loop, makes_a_case_of_a_mail_that_is_dropped_and_marks_it_as_seen) {
    running_application office;
    const auto row = case_of_mail(office, sample("02-request-no-judgment.eml"));
    EXPECT_EQ(row.code, "HT96-170601-0001");
    const auto maildir = office.data() / "mail" / "96";
    EXPECT_TRUE(eventually([&] { return fs::is_empty(maildir / "new"); }));
    EXPECT_EQ(connectors::list_mail(maildir).size(), 1U);
    EXPECT_TRUE(connectors::list_mail(maildir).front().seen);
}

TEST(duties_loop, raises_an_alert_when_the_clock_passes_a_deadline_and_shows_it_live) {
    running_application office;
    const auto code = office.file_request();
    auto& store = office.on().store();
    const auto begin = store.live().after("", 100).id;
    office.set_clock("2017-06-12 09:00");

    // The overdue list needs no event: the clock is enough.
    const auto late =
        projections::overdue(store.view(), events::office_code{"96"}, office.on().time().now(),
                             connectors::due_soon_of(office.on().rules()), {100, {}});
    ASSERT_FALSE(late.rows.empty());

    std::vector<std::string> types;
    EXPECT_TRUE(eventually([&] {
        types.clear();
        for (const auto& one : store.live().after(begin, 100).items) {
            EXPECT_EQ(one.code, code);
            types.push_back(one.type);
        }
        return std::count(types.begin(), types.end(), "alert_raised") >= 1;
    }));
    const auto alerts = [&] {
        const auto state =
            projections::find_case(office.on().store().view(), cases_of(office).front().id);
        return std::count_if(state->alerts.begin(), state->alerts.end(),
                             [](const auto& one) { return one.rung == "overdue"; });
    };
    EXPECT_TRUE(eventually([&] { return alerts() == 1; }));
    office.restart(); // looks again, and must not raise it again
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
    EXPECT_EQ(alerts(), 1);
}

TEST(duties_loop, writes_each_letter_once_across_restarts_and_a_lost_checkpoint) {
    running_application office{[](auto& options) {
        options.contacts["96"] = {"Số 1 đường Ngô Quyền, thành phố Cà Mau", "0290 3838 111", ""};
    }};
    const auto row = case_of_mail(office, sample("02-request-no-judgment.eml"));
    guide(office, row.code, {{"outcome", "incomplete"}, {"missing", {"judgment"}}});
    ASSERT_TRUE(eventually([&] { return office.letters().size() == 1; }));
    const auto letter = office.letters();
    EXPECT_THAT(connectors::parse_message(letter.front()).text,
                HasSubstr("Số 1 đường Ngô Quyền, thành phố Cà Mau"));

    office.restart();
    std::this_thread::sleep_for(std::chrono::milliseconds{400});
    EXPECT_EQ(office.letters(), letter);

    // A crash between putting the letter out and writing down that it was: the step is done again,
    // also when the configuration would write another letter today, and when it was sent meanwhile.
    office.close();
    fs::remove(office.data() / "outbox" / "checkpoint");
    const connectors::outbox box{office.data() / "outbox" / "96"};
    box.mark_sent(box.waiting().front());
    office.restart();
    ASSERT_TRUE(eventually([&] { return fs::exists(office.data() / "outbox" / "checkpoint"); }));
    EXPECT_TRUE(office.letters().empty());
}

TEST(duties_loop, gives_the_reason_when_there_is_no_right_or_no_jurisdiction) {
    running_application office;
    const auto row = case_of_mail(office, sample("04-no-right.eml"));
    guide(office, row.code, {{"outcome", "no_right"}});
    ASSERT_TRUE(eventually([&] { return office.letters().size() == 1; }));
    const auto text = connectors::parse_message(office.letters().front()).text;
    EXPECT_THAT(text, HasSubstr("không có quyền yêu cầu thi hành án trong việc này, vì: theo tài"));
    EXPECT_THAT(text, Not(HasSubstr("Điện thoại:"))) << "no phone is known: no label of nothing";

    running_application other;
    const auto elsewhere = case_of_mail(other, sample("03-wrong-office.eml"));
    guide(other, elsewhere.code, {{"outcome", "no_jurisdiction"}, {"competent_office", "49"}});
    ASSERT_TRUE(eventually([&] { return other.letters().size() == 1; }));
    EXPECT_THAT(connectors::parse_message(other.letters().front()).text,
                HasSubstr("theo Điều 35 Luật Thi hành án dân sự."));
}

TEST(duties_loop, records_nothing_when_a_reply_is_delivered_again) {
    running_application office;
    const auto row = case_of_mail(office, sample("02-request-no-judgment.eml"));
    const auto records = [&] {
        events::offset sum = 0;
        for (std::uint32_t p = 0; p < office.on().log().partitions(); ++p) {
            sum += office.on().log().end({p});
        }
        return sum;
    };
    const auto reply = sample("08-supplement-reply.eml");
    const auto before = records();
    office.deliver(reply, "2.m");
    ASSERT_TRUE(eventually([&] { return records() == before + 1; }));
    office.deliver(reply, "3.m");
    const auto maildir = office.data() / "mail" / "96";
    ASSERT_TRUE(eventually([&] { return fs::is_empty(maildir / "new"); }));
    EXPECT_EQ(records(), before + 1);
    const auto again = office.on().intake().take(events::office_code{"96"}, reply);
    EXPECT_EQ(again.outcome, events::mail_outcome::duplicate);
    EXPECT_EQ(again.subject, row.id);
}

/// Every byte below the folder that is not the Maildir's.
std::string all_bytes(const fs::path& folder) {
    std::string out;
    for (const auto& one : fs::recursive_directory_iterator(folder)) {
        if (one.is_regular_file()) {
            std::ifstream in(one.path(), std::ios::binary);
            out.append(std::istreambuf_iterator<char>{in}, {});
        }
    }
    return out;
}

struct kept_mail {
    events::sealed_box box;
    events::digest stored;
};

/// Where the raw bytes of the case's first mail lie.
kept_mail raw_mail_of(running_application& office, const events::case_id& id) {
    const auto steps = projections::timeline(office.on().store().view(), id, {10, {}});
    const auto first = projections::event_at(office.on().log(), steps.rows.front().place);
    kept_mail out;
    for (const auto& box : first.common.sealed) {
        if (box.part == "mail") {
            out.box = box;
        }
    }
    for (const auto& one : first.common.documents) {
        if (one.kind == "raw_mail") {
            out.stored = one.sha256;
        }
    }
    return out;
}

TEST(erasure, destroys_the_key_and_with_it_the_raw_mail_and_again_after_a_crash) {
    running_application office;
    const auto raw = sample("01-request-complete.eml");
    const auto row = case_of_mail(office, raw);
    const auto kept = raw_mail_of(office, row.id);
    auto& on = office.on();
    EXPECT_EQ(connectors::open_mail_document(on.vault(), on.documents(), kept.box, kept.stored),
              raw);
    EXPECT_THAT(all_bytes(office.data() / "documents"), Not(HasSubstr("huong.ntd@example.vn")));

    const auto told =
        office.post("/v1/offices/*/commands/erase_person",
                    {{"person", kept.box.person.str()}, {"ground", "asked_by_data_subject"}});
    ASSERT_EQ(told.status, 201) << told.body;
    ASSERT_TRUE(eventually([&] { return !on.vault().key(kept.box.person); }));
    EXPECT_FALSE(connectors::open_mail_document(on.vault(), on.documents(), kept.box, kept.stored));

    // A process that died before it came to it, or a vault of a time before: the log says it again.
    office.close();
    {
        connectors::application quiet{{.data = office.data(), .duties = false}};
        quiet.vault().put_secret("duty", "erasures", "");
        connectors::erasures again{quiet.log(), quiet.store(), quiet.vault()};
        EXPECT_EQ(again.carry_out_new(), 1U);
        EXPECT_EQ(again.carry_out_new(), 0U);
    }
    office.restart();
    EXPECT_FALSE(office.on().vault().key(kept.box.person));
}

TEST(erasure, lets_a_person_who_writes_again_be_seen_by_an_officer) {
    running_application office;
    const auto row = case_of_mail(office, sample("02-request-no-judgment.eml"));
    const auto kept = raw_mail_of(office, row.id);
    office.on().vault().destroy(kept.box.person);
    const auto reply =
        office.on().intake().take(events::office_code{"96"}, sample("08-supplement-reply.eml"));
    EXPECT_EQ(reply.outcome, events::mail_outcome::ambiguous)
        << "the case no longer knows whose address it is";
    EXPECT_NE(reply.subject, row.id);
}

} // namespace
