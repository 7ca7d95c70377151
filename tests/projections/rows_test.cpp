#include "engine/finality.hpp"
#include "projections/queries.hpp"
#include "projections/sharing.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/given.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

/// What each projection says of a history that the engine has allowed.
namespace {

using namespace engine;
using projections::table;
using testing_support::an_accepted_dossier;
using testing_support::desk;
using testing_support::given;
using testing_support::office_time;

const events::office_code office{"96"};
const projections::page_request first_page{.limit = 50, .cursor = {}};

std::string id_of(const desk& d) { return d.state().id.str(); }

std::string byte_of(events::status at) { return std::to_string(static_cast<int>(at)); }

/// The first open period of the case.
const deadline& open_period(const desk& d) {
    const auto& all = d.state().deadlines;
    const auto found =
        std::find_if(all.begin(), all.end(), [](const auto& one) { return one.open(); });
    EXPECT_NE(found, all.end());
    return *found;
}

events::incoming_mail a_mail(const std::string& name) {
    events::incoming_mail mail;
    mail.sha256 = events::sha256(name);
    mail.message_key = projections::message_key(name);
    mail.content_key = events::hex(events::sha256("content of " + name));
    return mail;
}

/// An event of a stream that is not a case.
events::event stream_event(const std::string& stream, events::payload what) {
    events::event out;
    out.about.id = events::event_id{events::uuid_of("event of " + stream)};
    out.about.office = office;
    out.about.subject = events::case_id{events::uuid_of(stream)};
    out.about.time = out.about.recorded = office_time("2017-06-01 09:00");
    out.about.sequence = 1;
    out.about.command = events::command_id{events::uuid_of("command of " + stream)};
    out.about.actor = events::officer_id{"operator"};
    out.about.acting_as = events::role::operations;
    out.about.rules = engine::default_rule_set().id;
    out.detail = std::move(what);
    return out;
}

TEST(cases, are_found_by_code_status_and_time_of_opening) {
    const auto d = an_accepted_dossier();
    const auto opened = events::to_text(d.state().opened_at);
    given{d.told()}
        .then_row(table::codes, d.state().code + " / " + id_of(d))
        .then_row(table::by_status,
                  "96 / " + byte_of(d.state().at) + " / " + opened + " / " + id_of(d))
        .then_row(table::by_opening, "96 / " + opened + " / " + id_of(d))
        .then_rows(table::by_status, 1)
        .then_rows(table::states, 1);
}

TEST(cases, leave_mails_that_were_only_noted_out_of_the_list) {
    desk d;
    d.does(note_mail{events::mail_outcome::automatic, a_mail("auto"), {}});
    given{d.told()}.then_rows(table::by_status, 1).then_rows(table::by_opening, 0);
}

TEST(timeline, has_a_row_for_every_step_with_who_and_when) {
    auto d = an_accepted_dossier();
    d.at("2017-06-02 09:00").by("officer-7").does(hand_over{events::officer_id{"officer-2"}});
    const given known{d.told()};
    known.then_row(table::timeline, id_of(d) + " / 1")
        .then_row(table::timeline, id_of(d) + " / 2")
        .then_row(table::timeline, id_of(d) + " / 3")
        .then_rows(table::timeline, 3);
    const auto steps = projections::timeline(known.view(), d.state().id, first_page);
    EXPECT_EQ(steps.rows.back().actor.str(), "officer-7");
    EXPECT_EQ(steps.rows.back().time, office_time("2017-06-02 09:00"));
    EXPECT_EQ(steps.rows.back().type, "dossier_handed_over");
}

TEST(timeline, gives_one_step_and_those_behind_it_without_those_before) {
    const auto d = an_accepted_dossier();
    auto told = d.told();
    for (const auto* other : {"one", "two", "three", "four"}) { // some lie behind the case's rows
        told.push_back(
            stream_event(other, events::role_granted{events::officer_id{other},
                                                     events::role::supervisor, office, true}));
    }
    const given known{told};
    const auto all = projections::timeline(known.view(), d.state().id, first_page).rows;
    ASSERT_GE(all.size(), 2U);
    for (const auto& one : all) {
        const auto found = projections::step_at(known.view(), d.state().id, one.sequence);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, one.id);
        EXPECT_EQ(found->place, one.place);
        EXPECT_EQ(found->type, one.type);
    }
    EXPECT_FALSE(projections::step_at(known.view(), d.state().id, 0));
    EXPECT_FALSE(projections::step_at(known.view(), d.state().id, all.size() + 1));
    for (std::uint64_t after = 0; after <= all.size() + 1; ++after) {
        std::vector<std::uint64_t> behind;
        projections::each_step_behind(known.view(), d.state().id, after, [&](const auto& one) {
            behind.push_back(one.sequence);
            return true;
        });
        std::vector<std::uint64_t> expected;
        for (auto at = after + 1; at <= all.size(); ++at) {
            expected.push_back(at);
        }
        EXPECT_EQ(behind, expected) << "behind " << after << ", and of no other case";
        std::vector<std::uint64_t> before;
        projections::each_step_before(known.view(), d.state().id, after, [&](const auto& one) {
            before.push_back(one.sequence);
            return true;
        });
        expected.clear();
        for (auto at = after; at > 1 && at <= all.size() + 1; --at) {
            expected.push_back(at - 1);
        }
        EXPECT_EQ(before, expected) << "before " << after << ", the newest first";
    }
    std::size_t visited = 0;
    const auto takes_one = [&](const auto&) { return ++visited < 1; };
    projections::each_step_behind(known.view(), d.state().id, 0, takes_one);
    EXPECT_EQ(visited, 1U) << "until one is the last";
    visited = 0;
    projections::each_step_before(known.view(), d.state().id, all.size() + 1, takes_one);
    EXPECT_EQ(visited, 1U) << "and the same backwards";
}

TEST(sharing, tells_of_all_cases_however_many_share_with_one) {
    constexpr auto more_than_a_page = projections::page_rows_max + 1;
    std::vector<events::event> told;
    for (std::size_t i = 0; i < more_than_a_page; ++i) {
        told.push_back(stream_event("debtor " + std::to_string(i),
                                    events::request_received{"enf_request",
                                                             events::channel::counter,
                                                             *events::date_from_text("2026-07-06"),
                                                             {},
                                                             {},
                                                             "the first"}));
    }
    const given known{told};
    EXPECT_EQ(projections::cases_sharing_with(known.view(), office, "the first").size(),
              more_than_a_page);
    EXPECT_TRUE(projections::cases_sharing_with(known.view(), office, "the").empty());
}

TEST(worklist, orders_by_what_falls_due_and_forgets_what_is_over) {
    auto d = an_accepted_dossier();
    d.does(hand_over{events::officer_id{"officer-2"}});
    const auto due = events::to_text(projections::row_of(d.state()).next->due);
    given{d.told()}
        .then_row(table::office_work, "96 / 0 / " + due + " / " + id_of(d))
        .then_row(table::officer_work, "officer-2 / " + due + " / " + id_of(d))
        .then_rows(table::office_work, 1);
    d.does(withdraw_request{});
    if (engine::is_final(d.state().follows, d.state().at)) {
        given{d.told()}.then_rows(table::office_work, 0).then_rows(table::officer_work, 0);
    }
}

TEST(worklist, lists_apart_what_nobody_holds) {
    desk d;
    d.does(receive_mail{"enf_request", a_mail("one")});
    ASSERT_TRUE(d.state().holder.empty());
    given{d.told()}.then_rows(table::office_work, 2).then_rows(table::officer_work, 0);
}

TEST(register_book, has_a_line_for_a_filing_and_none_for_an_e_mail) {
    desk mail;
    mail.does(receive_mail{"enf_request", a_mail("one")});
    given{mail.told()}.then_rows(table::register_lines, 0);
    const auto d = an_accepted_dossier();
    const given known{d.told()};
    known.then_row(table::register_lines, "register/96/2017 / 1").then_rows(table::returns, 0);
    EXPECT_EQ(projections::newest_number(known.view(), "register/96/2017"), 1U);
}

TEST(deadlines, run_pause_and_end_as_events_say) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::post, false}).does(accept_denunciation{});
    d.does(set_team{});
    const auto period = *d.state().open_deadline("resolve");
    const auto due = events::to_text(period.due);
    const auto row = due + " / 96 / " + id_of(d) + " / " + period.id;
    const auto office_row = "96 / " + due + " / " + id_of(d) + " / " + period.id;
    given{d.told()}
        .then_row(table::due, row)
        .then_row(table::office_due, office_row)
        .then_row(table::watch, row)
        .then_rows(table::paused, 0);

    d.at("2022-03-02 08:00").on_grounds({"awaits_expert_opinion"});
    d.does(suspend_case{"expert_opinion"});
    given{d.told()}
        .then_no_row(table::due, row)
        .then_no_row(table::watch, row)
        .then_row(table::paused, "96 / " + events::to_text(office_time("2022-03-02 08:00")) +
                                     " / " + id_of(d) + " / " + period.id);

    d.at("2022-03-16 08:00").does(resume_case{});
    given{d.told()}
        .then_no_row(table::due, row)
        .then_row(table::due, events::to_text(d.state().open_deadline("resolve")->due) +
                                  " / 96 / " + id_of(d) + " / " + period.id)
        .then_rows(table::paused, 0);
}

TEST(deadlines, are_watched_until_the_last_rung_was_raised) {
    auto d = an_accepted_dossier();
    const auto period = open_period(d);
    const auto row = events::to_text(period.due) + " / 96 / " + id_of(d) + " / " + period.id;
    d.at("2017-08-01 08:00").does(raise_alert{period.id, "overdue"});
    given{d.told()}.then_row(table::due, row).then_no_row(table::watch, row);
}

TEST(alerts, stand_under_the_state_that_they_have_now) {
    auto d = an_accepted_dossier();
    const auto period = open_period(d);
    const auto row = [&](alert_status state) {
        return "96 / " + std::to_string(static_cast<int>(state)) + " / " +
               events::to_text(period.due) + " / " + id_of(d) + " / " + period.id + " / overdue";
    };
    d.at("2017-08-01 08:00").does(raise_alert{period.id, "overdue"});
    given{d.told()}.then_row(table::alerts, row(alert_status::raised)).then_rows(table::alerts, 1);
    d.does(acknowledge_alert{period.id, "overdue"});
    const given known{d.told()};
    known.then_row(table::alerts, row(alert_status::acknowledged)).then_rows(table::alerts, 1);
    EXPECT_EQ(projections::count_alerts(known.view(), office).acknowledged, 1U);
}

TEST(statistics, count_a_filing_on_its_day_and_month) {
    const auto d = an_accepted_dossier();
    const auto row = [](projections::figure what, const char* day) {
        return "96 / " + std::to_string(static_cast<int>(what)) + " / " + day +
               " / enf_request / " + std::to_string(static_cast<int>(events::channel::counter));
    };
    given{d.told()}
        .then_row(table::statistics, row(projections::figure::received, "2017-06-01"))
        .then_row(table::statistics_months, row(projections::figure::received, "2017-06-01"))
        .then_row(table::statistics, row(projections::figure::accepted, "2017-06-01"))
        .then_row(table::statistics_cases,
                  "96 / " + std::to_string(static_cast<int>(projections::figure::received)) +
                      " / 2017-06-01 / " + id_of(d) + " / 1")
        .then_no_row(table::statistics, row(projections::figure::decided, "2017-06-01"));
}

TEST(statistics, do_not_count_an_e_mail_as_a_filing) {
    desk d;
    d.does(receive_mail{"enf_request", a_mail("one")});
    const given known{d.told()};
    const auto june = *projections::period_from_text("2017-06");
    const auto all = projections::total(projections::statistics_of(known.view(), office, june));
    EXPECT_EQ(all.count(projections::figure::support_requests), 1U);
    EXPECT_EQ(all.count(projections::figure::received), 0U);
    EXPECT_EQ(all.in_progress, 0);
}

TEST(statistics, count_a_filing_after_help_by_mail_as_one_of_those_received) {
    desk d;
    const check_mail valid{events::check_outcome::valid, {}, {}};
    d.does(receive_mail{"enf_request", a_mail("one")}).does(valid);
    d.does(confirm_appointment{office_time("2017-06-05 08:30"), "desk_1"});
    d.at("2017-06-05 08:30").does(testing_support::filed_at_counter("enf_request"));
    const given known{d.told()};
    const auto june = *projections::period_from_text("2017-06");
    const auto all = projections::total(projections::statistics_of(known.view(), office, june));
    EXPECT_EQ(all.count(projections::figure::received), 1U);
    EXPECT_EQ(all.count(projections::figure::received_after_support), 1U);
    const auto alone = an_accepted_dossier();
    const given filed{alone.told()};
    EXPECT_EQ(projections::total(projections::statistics_of(filed.view(), office, june))
                  .count(projections::figure::received_after_support),
              0U);
}

TEST(mail_index, knows_mails_by_message_and_by_content) {
    desk d;
    const auto mail = a_mail("<one@example.org>");
    d.does(receive_mail{"enf_request", mail});
    const given known{d.told()};
    known.then_row(table::mail_messages, "96 / " + mail.message_key + " / " + id_of(d) + " / 0")
        .then_row(table::mail_contents, "96 / " + mail.content_key + " / " + id_of(d));
    EXPECT_EQ(projections::mails_by_message_key(known.view(), office, mail.message_key).size(), 1U);
    EXPECT_TRUE(projections::mails_by_message_key(known.view(), events::office_code{"964"},
                                                  mail.message_key)
                    .empty());
}

TEST(mail_index, knows_what_the_office_has_sent) {
    desk d;
    d.does(receive_mail{"enf_request", a_mail("one")});
    d.does(check_mail{events::check_outcome::incomplete, {"judgment"}, {}}).does(guide_by_mail{});
    const given known{d.told()};
    const auto sent = projections::outgoing_message_id(d.last().about.id, office);
    const auto found =
        projections::mails_by_message_key(known.view(), office, projections::message_key(sent));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].direction, projections::mail_direction::outgoing);
    EXPECT_EQ(found[0].subject, d.state().id);
}

TEST(grants, last_until_they_are_revoked) {
    const events::officer_id officer{"officer-1"};
    auto granted = stream_event("grant", events::role_granted{officer, events::role::supervisor,
                                                              events::office_code{"96"}, true});
    const given once{{granted}};
    const auto row = "officer-1 / " + std::to_string(static_cast<int>(events::role::supervisor)) +
                     " / 96 / " + granted.about.subject.str();
    once.then_row(table::grants, row);
    ASSERT_EQ(projections::grants_of(once.view(), officer).size(), 1U);

    auto revoked = stream_event("grant", events::role_revoked{officer, events::role::supervisor,
                                                              events::office_code{"96"}});
    revoked.about.id = events::event_id{events::uuid_of("revoked")};
    revoked.about.command = events::command_id{events::uuid_of("revoked")};
    revoked.about.sequence = 2;
    revoked.about.prev = events::sha256(events::encode(granted));
    const given both{{granted, revoked}};
    both.then_row(table::grants, row).then_rows(table::states, 1).then_rows(table::by_status, 0);
    EXPECT_TRUE(projections::grants_of(both.view(), officer).empty());
}

TEST(grants, are_gone_when_another_stream_revokes_them_at_the_same_instant) {
    const events::officer_id officer{"officer-1"};
    const events::office_code at{"96"};
    for (const auto& [first, second] : {std::pair{"one", "other"}, std::pair{"other", "one"}}) {
        const auto granted =
            stream_event(first, events::role_granted{officer, events::role::supervisor, at, true});
        const auto revoked =
            stream_event(second, events::role_revoked{officer, events::role::supervisor, at});
        ASSERT_EQ(granted.about.time, revoked.about.time);
        ASSERT_NE(granted.about.subject, revoked.about.subject);
        const given both{{granted, revoked}};
        both.then_rows(table::grants, 2);
        EXPECT_TRUE(projections::grants_of(both.view(), officer).empty()) << "granted by " << first;
    }
}

TEST(grants, obey_the_order_of_the_log_whatever_the_clocks_said) {
    const events::officer_id officer{"officer-1"};
    const events::office_code at{"96"};
    auto granted =
        stream_event("one", events::role_granted{officer, events::role::supervisor, at, true});
    auto revoked =
        stream_event("other", events::role_revoked{officer, events::role::supervisor, at});
    granted.about.time = revoked.about.time + std::chrono::seconds{2}; // of a node that is ahead
    const given taken{{granted, revoked}};
    EXPECT_TRUE(projections::grants_of(taken.view(), officer).empty()) << "it was acknowledged";

    std::swap(granted.about.time, revoked.about.time);
    const given given_again{{revoked, granted}};
    EXPECT_EQ(projections::grants_of(given_again.view(), officer).size(), 1U);
}

TEST(grants, obey_time_between_partitions_which_have_no_order) {
    constexpr std::uint32_t partitions = 4;
    const events::officer_id officer{"officer-1"};
    const events::office_code at{"96"};
    auto granted =
        stream_event("one", events::role_granted{officer, events::role::supervisor, at, true});
    auto revoked =
        stream_event("other", events::role_revoked{officer, events::role::supervisor, at});
    granted.about.office = at;
    for (int i = 0; events::partition_of(revoked.about.office, partitions) ==
                    events::partition_of(at, partitions);
         ++i) {
        revoked.about.office = events::office_code{std::to_string(i)};
    }
    for (const auto& [later, left] :
         {std::pair{std::chrono::seconds{1}, 0U}, std::pair{std::chrono::seconds{0}, 0U},
          std::pair{std::chrono::seconds{-1}, 1U}}) {
        revoked.about.time = granted.about.time + later;
        testing_support::projected world{partitions};
        for (const auto* one : {&granted, &revoked}) {
            const events::log_record record{one->about.office, "a type", events::encode(*one)};
            world.log().records()->land(events::partition_of(record.key, partitions), {&record, 1});
        }
        EXPECT_EQ(projections::grants_of(world.fold(), officer).size(), left);
    }
}

TEST(grants, keep_published_rules_and_erased_persons_beside_them) {
    const events::rules_id rules{events::hex(events::sha256("rules"))};
    const events::person_id person{events::uuid_of("person")};
    auto erased = stream_event("erasure", events::person_erased{person, "asked for it"});
    const given known{{stream_event("rules", events::rules_published{rules, "quy tắc"}), erased}};
    known.then_rows(table::rules, 1)
        .then_row(table::erased_persons, person.str() + " / " + erased.about.subject.str());
    ASSERT_TRUE(projections::erased(known.view(), person));
    EXPECT_EQ(projections::erased(known.view(), person)->ground, "asked for it");
}

TEST(documents, are_found_by_whoever_names_them) {
    const auto d = an_accepted_dossier();
    auto told = d.told();
    const auto paper = events::sha256("a judgment");
    told.back().common.documents.push_back({paper, "judgment", "application/pdf", 10, {}});
    const given known{told};
    known.then_row(table::documents, events::hex(paper) + " / " + id_of(d));
    EXPECT_THAT(projections::streams_naming(known.view(), paper),
                testing::ElementsAre(d.state().id));
    EXPECT_THAT(projections::streams_naming(known.view(), events::sha256("another")),
                testing::IsEmpty());
}

TEST(superseded_records, are_listed_and_reach_no_projection) {
    auto d = an_accepted_dossier();
    auto told = d.told();
    auto rival = told.back();
    rival.about.id = events::event_id{events::uuid_of("rival")};
    rival.about.command = events::command_id{events::uuid_of("rival")};
    told.push_back(rival);        // decided on a state that is not the newest
    told.push_back(told.front()); // sent twice
    const given known{told};
    known.then_row(table::superseded, "0 / 2")
        .then_row(table::superseded, "0 / 3")
        .then_rows(table::timeline, 2);
    const auto rows = projections::superseded(known.view(), first_page).rows;
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].why, verdict::not_next);
    EXPECT_EQ(rows[1].why, verdict::repeated);
}

} // namespace
