#include "connectors/api/accounts.hpp"
#include "connectors/application.hpp"
#include "connectors/duties/deadline_watch.hpp"
#include "connectors/duties/mail_intake.hpp"
#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/mail/maildir.hpp"
#include "connectors/seeding/demo_accounts.hpp"
#include "connectors/seeding/seed.hpp"
#include "engine/lifecycles/transition.hpp"
#include "engine/verify.hpp"
#include "events/codec.hpp"
#include "events/fault.hpp"
#include "events/sqlite_log.hpp"
#include "projections/digest.hpp"
#include "projections/queries.hpp"
#include "projections/store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace {

using namespace connectors;

seed_report seeded(const std::filesystem::path& data, std::uint64_t cases, std::uint64_t seed = 1) {
    initialise(data, 8);
    return seed_folder({.data = data, .cases = cases, .seed = seed, .synced = false});
}

/// One folder of the size of a demonstration for all tests that only read.
class seeding : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder = std::make_unique<support::temporary_folder>();
        report = seeded(data(), 2400);
        log = events::open_sqlite_log_read_only(data() / "log.db");
        rows = std::make_unique<projections::store>(
            projections::store_options{.folder = data() / "projections"}, *log);
    }
    static void TearDownTestSuite() {
        rows.reset();
        log.reset();
        folder.reset();
    }
    static std::filesystem::path data() { return *folder / "data"; }

    static void for_each_event(const std::function<void(const events::event&)>& visit) {
        for (std::uint32_t p = 0; p < log->partitions(); ++p) {
            log->read({p}, 0, log->end({p}), [&](const events::stored_record& record) {
                visit(events::decode(record.value));
                return true;
            });
        }
    }
    static std::vector<engine::case_state> all_cases() {
        std::set<events::case_id> ids;
        for_each_event([&](const events::event& what) { ids.insert(what.about.subject); });
        auto out = projections::find_cases(rows->view(), {ids.begin(), ids.end()});
        std::erase_if(out, [](const auto& state) { return !projections::is_case(state); });
        return out;
    }

    inline static std::unique_ptr<support::temporary_folder> folder;
    inline static seed_report report;
    inline static std::unique_ptr<events::log> log;
    inline static std::unique_ptr<projections::store> rows;
};

TEST_F(seeding, has_every_step_accepted_by_the_engine) {
    EXPECT_EQ(report.refused, 0U) << report.first_refusal;
    EXPECT_EQ(report.cases, 2400U);
    EXPECT_GT(report.events, 2400U * 6);
    EXPECT_EQ(report.offices.size(), engine::default_rule_set().offices.size());
}

TEST_F(seeding, leaves_a_log_that_holds) {
    const auto proof = engine::verify(*log);
    EXPECT_TRUE(proof.holds()) << (proof.first_break ? proof.first_break->text : "");
    EXPECT_EQ(proof.counting, report.events);
    EXPECT_EQ(proof.records, report.events);
}

TEST_F(seeding, leaves_projections_that_a_rebuild_repeats) {
    support::temporary_folder elsewhere;
    projections::store rebuilt{{.folder = elsewhere / "projections"}, *log};
    for (std::uint32_t p = 0; p < log->partitions(); ++p) {
        engine::fold_partition(rebuilt, *log, {p}, log->end({p}), 5000);
    }
    const auto live = projections::digest(rows->view());
    const auto replayed = projections::digest(rebuilt.view());
    EXPECT_EQ(live, replayed) << projections::difference(live, replayed);
}

TEST_F(seeding, takes_cases_through_every_status_of_every_lifecycle) {
    std::set<events::status> expected;
    for (const auto* table : engine::all_lifecycles()) {
        for (const auto& row : table->rows()) {
            expected.insert(row.to);
        }
    }
    for (const auto status : expected) {
        EXPECT_TRUE(report.reached.contains(status)) << events::name_of(status);
    }
    EXPECT_GT(expected.size(), 40U);
}

TEST_F(seeding, uses_all_procedures_and_every_step_of_the_law) {
    for (const auto& procedure : engine::default_rule_set().procedures) {
        if (procedure.receipt == engine::fact::request_received) { // those of people at the desk
            EXPECT_GT(report.by_procedure[procedure.id], 20U) << procedure.id;
        } else if (procedure.id != "proposal") { // taken in from 13/02/2022 on only
            EXPECT_GT(report.by_procedure[procedure.id], 4U) << procedure.id;
        }
    }
    std::set<std::string_view> steps;
    for (const auto* table : engine::all_lifecycles()) {
        for (const auto& row : table->rows()) {
            steps.insert(row.command);
        }
    }
    steps.erase("receive_accused_petition"); // known to the law from 13/02/2022 on only
    steps.erase("answer_accused_petition");
    steps.erase("decide_destruction"); // of what was filed away under that law a year before
    steps.erase("press_lower_agency"); // by the agency above, whose officers are none of the office
    steps.erase("end_enforcement");    // by the program, of a matter that a confirmation names
    steps.erase("note_matter_end");
    steps.insert(
        {"raise_alert", "acknowledge_alert", "escalate_alert", "resolve_alert", "excuse_deadline"});
    for (const auto step : steps) {
        EXPECT_GT(report.by_command[std::string{step}], 0U) << step;
    }
}

TEST_F(seeding, stops_enforcements_on_every_ground_and_lets_some_go_on) {
    std::map<std::string, std::size_t> standing; // where an enforcement came to, by its ground
    for (const auto& state : all_cases()) {
        if (state.issued_at && !state.status_ground.empty()) {
            ++standing[state.status_ground];
        }
    }
    for (const auto* ground : {"no_means", "postponed", "stayed", "ended", "entrusted"}) {
        EXPECT_GT(standing[ground], 0U) << ground;
    }
    std::size_t resumed = 0;
    for_each_event([&](const events::event& what) {
        resumed += std::holds_alternative<events::case_resumed>(what.detail) &&
                   what.common.grounds == std::vector<std::string>{"stop_is_over"};
    });
    EXPECT_GT(resumed, 3U);
}

TEST_F(seeding, says_truly_where_the_cases_stand) {
    std::map<events::status, std::uint64_t> by_status;
    std::map<std::string, std::uint64_t> by_procedure;
    std::map<events::channel, std::uint64_t> by_channel;
    for (const auto& state : all_cases()) {
        ++by_status[state.at];
        ++by_procedure[state.procedure];
        if (state.received_by) {
            ++by_channel[*state.received_by];
        }
    }
    EXPECT_EQ(by_status, report.by_status);
    EXPECT_EQ(by_procedure, report.by_procedure);
    EXPECT_EQ(by_channel, report.by_channel);
}

TEST_F(seeding, gives_statistics_that_add_up_for_every_office_and_month) {
    using projections::figure;
    const auto view = rows->view();
    std::uint64_t received = 0;
    for (const auto& office : engine::default_rule_set().offices) {
        for (auto month = std::chrono::year{2017} / 6; month <= std::chrono::year{2018} / 7;
             month += std::chrono::months{1}) {
            const auto when = projections::calendar_months(month, month);
            for (const auto& row : projections::statistics_of(view, office.key, when)) {
                const auto count = [&](figure what) {
                    return static_cast<std::int64_t>(row.count(what));
                };
                received += row.count(figure::received);
                EXPECT_EQ(row.carried_over + count(figure::received) + count(figure::reopened) +
                              count(figure::moved_in),
                          count(figure::settled) + count(figure::moved_out) + row.in_progress)
                    << office.key.str() << " " << when.name << " " << row.procedure;
                EXPECT_GE(row.carried_over, 0);
                EXPECT_GE(row.in_progress, 0);
            }
        }
    }
    EXPECT_GT(received, 1500U);
}

TEST_F(seeding, leaves_every_open_step_in_one_state_and_some_overdue) {
    const auto warn = due_soon_of(engine::default_rule_set());
    std::map<engine::lateness, std::uint64_t> states;
    std::uint64_t open = 0;
    for (const auto& state : all_cases()) {
        for (const auto& one : state.deadlines) {
            if (one.open()) {
                ++open;
                const auto standing = projections::state_of(one, report.last, warn);
                EXPECT_TRUE(standing.open);
                ++states[standing.state];
            }
        }
    }
    const auto view = rows->view();
    EXPECT_EQ(states[engine::lateness::overdue], report.overdue);
    EXPECT_EQ(projections::count_overdue(view, std::nullopt, report.last), report.overdue);
    EXPECT_EQ(states[engine::lateness::met_late], 0U);
    std::uint64_t all = 0;
    for (const auto& [state, count] : states) {
        all += count;
    }
    EXPECT_EQ(all, open);
    EXPECT_GE(report.overdue, 8U);
    EXPECT_LE(report.overdue, 32U);
    EXPECT_GT(states[engine::lateness::on_time], 0U);
    EXPECT_TRUE(projections::rungs_reached(view, report.last, warn, 10).empty());
}

TEST_F(seeding, lets_officers_act_in_office_hours_only) {
    const auto& calendar = engine::default_rule_set().calendar;
    auto newest = report.first;
    for_each_event([&](const events::event& what) {
        EXPECT_EQ(what.about.time, what.about.recorded);
        newest = std::max(newest, what.about.time);
        if (what.about.acting_as == events::role::system) {
            return;
        }
        const auto at = what.about.time;
        EXPECT_TRUE(calendar.is_working_day(events::office_date(at)).value())
            << events::to_text(at);
        const auto time = events::office_time_of_day(at);
        EXPECT_TRUE(time >= calendar.morning().start && time < calendar.afternoon().end)
            << events::to_text(at);
    });
    EXPECT_LE(newest, report.last);
    EXPECT_GT(newest, report.last - std::chrono::hours{2});
}

TEST_F(seeding, seals_whom_the_cases_are_about) {
    std::uint64_t boxes = 0;
    for (std::uint32_t p = 0; p < log->partitions(); ++p) {
        log->read({p}, 0, log->end({p}), [&](const events::stored_record& record) {
            for (const auto* word : {"Nguyễn", "Huỳnh", "0900 000", "mail.example.vn"}) {
                EXPECT_EQ(record.value.find(word), std::string_view::npos) << record.value;
            }
            boxes += record.value.find("\"sealed\"") != std::string_view::npos ? 1 : 0;
            return true;
        });
    }
    EXPECT_GT(boxes, 2400U);
}

TEST_F(seeding, keeps_every_document_that_an_event_names) {
    const auto documents = events::open_document_folder(data() / "documents");
    std::uint64_t named = 0;
    for_each_event([&](const events::event& what) {
        for (const auto& one : what.common.documents) {
            ++named;
            const auto bytes = documents->get(one.sha256);
            ASSERT_TRUE(bytes) << events::hex(one.sha256);
            EXPECT_EQ(bytes->size(), one.size_bytes);
        }
    });
    EXPECT_GT(named, 500U);
}

std::vector<std::string> told(const std::filesystem::path& data) {
    std::vector<std::string> out;
    const auto log = events::open_sqlite_log_read_only(data / "log.db");
    for (std::uint32_t p = 0; p < log->partitions(); ++p) {
        log->read({p}, 0, log->end({p}), [&](const events::stored_record& record) {
            auto what = events::decode(record.value);
            what.about.prev.reset();
            for (auto& box : what.common.sealed) {
                box.box.clear(); // keys and nonces are random, as they must be
            }
            out.push_back(events::encode(what));
            return true;
        });
    }
    return out;
}

TEST(seeding_again, tells_the_same_for_the_same_seed) {
    support::temporary_folder folder;
    const auto one = seeded(folder / "one", 300, 7);
    const auto two = seeded(folder / "two", 300, 7);
    const auto other = seeded(folder / "other", 300, 8);
    EXPECT_EQ(told(folder / "one"), told(folder / "two"));
    EXPECT_NE(told(folder / "one"), told(folder / "other"));
    EXPECT_EQ(one.by_command, two.by_command);
    EXPECT_EQ(one.by_status, two.by_status);
    EXPECT_EQ(one.overdue, two.overdue);
    EXPECT_NE(one.by_command, other.by_command);
}

TEST(seeding_again, has_every_step_accepted_for_any_seed) {
    for (const std::uint64_t seed : {2U, 3U, 4U}) {
        support::temporary_folder folder;
        const auto report = seeded(folder / "data", 700, seed);
        EXPECT_EQ(report.refused, 0U) << "seed " << seed << ": " << report.first_refusal;
        EXPECT_EQ(report.cases, 700U);
    }
}

TEST(seeding_again, leaves_mails_that_an_office_takes_in) {
    support::temporary_folder folder;
    const auto report = seeded(folder / "data", 600);
    application on{{.data = folder / "data", .duties = false, .synced = false}};
    on.time().set(report.last);
    std::map<events::mail_outcome, std::uint64_t> outcomes;
    const auto maildir = folder / "data" / "mail" / report.mail_office.str();
    for (const auto& file : list_mail(maildir)) {
        const auto read = read_mail(file);
        ++outcomes[on.intake().take(report.mail_office, read.bytes, read.cut).outcome];
    }
    using enum events::mail_outcome;
    EXPECT_EQ(outcomes, (std::map<events::mail_outcome, std::uint64_t>{
                            {new_case, 3}, {reply, 1}, {duplicate, 1}, {automatic, 1}}));
    EXPECT_EQ(report.mails_waiting, 6U);
}

TEST(seeding_again, sends_no_letter_of_the_past_again) {
    support::temporary_folder folder;
    seeded(folder / "data", 100);
    application on{{.data = folder / "data", .duties = false, .synced = false}};
    outgoing_mail letters{on.log(),
                          on.store(),
                          on.node(),
                          on.vault(),
                          on.documents(),
                          on.rules(),
                          folder / "data" / "outbox"};
    EXPECT_EQ(letters.send_new(), 0U);
    EXPECT_EQ(letters.unsendable(), 0U);
}

TEST(seeding_again, fills_a_new_folder_only) {
    support::temporary_folder folder;
    const auto code_of = [](const seed_options& options) -> std::string {
        try {
            static_cast<void>(seed_folder(options));
        } catch (const events::fault& problem) {
            return problem.code();
        }
        return "none";
    };
    EXPECT_EQ(code_of({.data = folder / "nowhere"}), "folder-not-initialised");
    seeded(folder / "data", 20);
    EXPECT_EQ(code_of({.data = folder / "data", .cases = 20}), "folder-not-empty");
    EXPECT_EQ(code_of({.data = folder / "data", .cases = 1'000'001}), "seed-out-of-range");
}

TEST(demo_accounts, let_one_officer_of_each_role_sign_in_and_act) {
    support::temporary_folder folder;
    seeded(folder / "data", 20);
    application on{{.data = folder / "data", .duties = false, .synced = false}};
    const auto password = demo_password();
    EXPECT_NE(password, demo_password());
    const auto made =
        make_demo_accounts(on.people(), on.rules(), events::office_code{"96"}, password);
    EXPECT_EQ(made.size(), 8U);
    for (const auto& one : made) {
        EXPECT_TRUE(one.login.starts_with("demo."));
        const auto signed_in = on.people().check(one.login, password);
        ASSERT_TRUE(signed_in) << one.login;
        EXPECT_EQ(signed_in->officer, one.officer);
        const auto grants = projections::grants_of(on.store().view(), one.officer);
        ASSERT_EQ(grants.size(), 1U) << one.login;
        EXPECT_EQ(grants.front().granted, one.as);
        EXPECT_EQ(grants.front().at, one.office);
    }
}

} // namespace
