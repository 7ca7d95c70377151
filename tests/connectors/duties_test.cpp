#include "connectors/duties/deadline_watch.hpp"
#include "connectors/duties/mail_intake.hpp"
#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/mail/outbox.hpp"
#include "connectors/mail/parse.hpp"
#include "connectors/mail_documents.hpp"
#include "connectors/publish_rules.hpp"
#include "events/fault.hpp"
#include "events/memory_log.hpp"
#include "events/memory_vault.hpp"
#include "events/vault.hpp"
#include "projections/cases.hpp"
#include "projections/grants.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>

namespace {

using namespace connectors;
using events::mail_outcome;
using testing_support::office_time;

/// An office at work: log, projections, node and duties, on 1 June 2017.
struct working_office {
    support::temporary_folder folder;
    events::memory_log log{4};
    projections::store store{{.folder = folder.path() / "projections"}, log};
    std::unique_ptr<events::vault> keys = std::make_unique<events::memory_vault>();
    std::unique_ptr<events::document_store> documents = events::make_memory_documents();
    engine::manual_clock time{office_time("2017-06-01 09:00")};
    const engine::rule_set& rules = engine::default_rule_set();
    std::atomic<int> refused = 0; ///< commands, by the node
    engine::node node{log, store, rules, time, counting(refused)};
    mail_intake intake{log, *keys, *documents, store, node, rules};
    outgoing_mail outgoing{log, store, node, *keys, *documents, rules, folder.path() / "outbox"};
    int commands = 0;

    working_office() { node.start(); }
    ~working_office() { node.stop(); }

    static engine::node_options counting(std::atomic<int>& refused) {
        engine::node_options how;
        how.refused = [&refused](const auto&, const auto&, auto) { ++refused; };
        return how;
    }

    intake_result takes(const std::string& sample) {
        return intake.take(events::office_code{"96"},
                           testing_support::source_file("tests/data/mail/" + sample));
    }
    engine::answer does(const events::case_id& subject, engine::command_detail what,
                        std::vector<events::sealed_box> sealed = {}, const char* at = "96") {
        engine::command out;
        out.id = events::command_id{events::uuid_of("command " + std::to_string(++commands))};
        out.office = events::office_code{at};
        out.subject = subject;
        out.actor = events::officer_id{"officer-1"};
        out.acting_as = events::role::counter_officer;
        out.detail = std::move(what);
        out.sealed = std::move(sealed);
        return node.run(out);
    }
    [[nodiscard]] std::vector<std::string> letters() const {
        std::vector<std::string> out;
        const auto box = folder.path() / "outbox" / "96";
        if (std::filesystem::is_directory(box)) {
            for (const auto& path : outbox{box}.waiting()) {
                std::ifstream in(path, std::ios::binary);
                out.emplace_back(std::istreambuf_iterator<char>{in},
                                 std::istreambuf_iterator<char>{});
            }
        }
        return out;
    }
};

TEST(mail_intake, recognises_the_twelve_mails_of_an_office) {
    working_office office;
    const auto first = office.takes("01-request-complete.eml");
    EXPECT_EQ(first.outcome, mail_outcome::new_case);
    EXPECT_EQ(first.code, "HT96-170601-0001");
    const auto second = office.takes("02-request-no-judgment.eml");
    for (const auto* sample : {"03-wrong-office.eml", "04-no-right.eml", "05-confirm-result.eml",
                               "06-complaint.eml", "07-denunciation.eml"}) {
        EXPECT_EQ(office.takes(sample).outcome, mail_outcome::new_case) << sample;
    }
    const auto reply = office.takes("08-supplement-reply.eml");
    EXPECT_EQ(reply.outcome, mail_outcome::reply);
    EXPECT_EQ(reply.subject, second.subject);
    EXPECT_EQ(office.takes("09-windows-1258.eml").outcome, mail_outcome::new_case);
    EXPECT_EQ(office.takes("10-auto-reply.eml").outcome, mail_outcome::automatic);
    const auto copy = office.takes("11-duplicate-of-01.eml");
    EXPECT_EQ(copy.outcome, mail_outcome::duplicate);
    EXPECT_EQ(copy.code, first.code);
    EXPECT_EQ(office.takes("12-broken-mime.eml").outcome, mail_outcome::ambiguous);
}

TEST(mail_intake, keeps_the_raw_bytes_and_seals_the_sender) {
    working_office office;
    const auto raw = testing_support::source_file("tests/data/mail/01-request-complete.eml");
    const auto taken = office.takes("01-request-complete.eml");
    EXPECT_EQ(office.documents->get(taken.sha256), std::nullopt) << "nothing lies there in clear";
    const auto steps = projections::timeline(office.store.view(), taken.subject, {10, {}});
    const auto event = projections::event_at(office.log, steps.rows.front().place);
    EXPECT_EQ(std::get<events::support_requested>(event.detail).mail.sha256, events::sha256(raw));
    const auto& mail = event.common.sealed.back();
    const auto& stored = event.common.documents.front();
    ASSERT_EQ(stored.kind, "raw_mail");
    EXPECT_EQ(open_mail_document(*office.keys, *office.documents, mail, stored.sha256), raw);
    office.keys->destroy(mail.person);
    EXPECT_EQ(open_mail_document(*office.keys, *office.documents, mail, stored.sha256),
              std::nullopt);
    std::string all;
    for (std::uint32_t p = 0; p < office.log.partitions(); ++p) {
        office.log.read({p}, 0, 1000, [&](const events::stored_record& record) {
            all += record.value;
            return true;
        });
    }
    EXPECT_THAT(all, testing::Not(testing::HasSubstr("huong.ntd@example.vn")));
    EXPECT_THAT(all, testing::Not(testing::HasSubstr("Hường")));
}

TEST(mail_intake, changes_nothing_when_the_same_mail_is_taken_in_again) {
    working_office office;
    const auto first = office.takes("01-request-complete.eml");
    const auto end = [&] {
        events::offset sum = 0;
        for (std::uint32_t p = 0; p < office.log.partitions(); ++p) {
            sum += office.log.end({p});
        }
        return sum;
    };
    const auto before = end();
    const auto again = office.takes("01-request-complete.eml");
    EXPECT_EQ(again.subject, first.subject);
    EXPECT_EQ(end(), before);
}

TEST(mail_intake, takes_no_mail_of_the_mailbox_that_the_installation_named_for_a_persons) {
    working_office office;
    const office_contacts named{{"96", {"", "", "Mot.Cua@example.vn"}}};
    mail_intake intake{office.log,   *office.keys, *office.documents, office.store, office.node,
                       office.rules, named};
    for (const auto* from : {"mot.cua@example.vn", "htttcamau@moj.gov.vn"}) {
        const auto taken =
            intake.take(events::office_code{"96"},
                        "From: " + std::string{from} + "\r\nSubject: x\r\n\r\nx\r\n");
        EXPECT_EQ(taken.outcome, mail_outcome::automatic) << from;
        EXPECT_EQ(taken.why, "own_address") << from;
    }
}

TEST(mail_intake, keeps_for_later_a_mail_that_loses_every_race_for_a_number) {
    working_office elsewhere;
    working_office office;
    for (const auto* sample :
         {"01-request-complete.eml", "03-wrong-office.eml", "04-no-right.eml",
          "05-confirm-result.eml", "06-complaint.eml"}) { // as many as a command has tries
        const auto taken = elsewhere.takes(sample);
        const auto step = projections::timeline(elsewhere.store.view(), taken.subject, {1, {}});
        std::string bytes;
        elsewhere.log.read(step.rows.front().place.partition, step.rows.front().place.at, 1,
                           [&](const events::stored_record& record) {
                               bytes = record.value;
                               return true;
                           });
        office.log.next({.rivals = {{events::office_code{"96"}, "support_requested", bytes}}});
    }
    try {
        static_cast<void>(office.takes("02-request-no-judgment.eml"));
        ADD_FAILURE() << "others had each number that it claimed";
    } catch (const events::fault& kept) {
        EXPECT_EQ(kept.code(), "mail-not-now")
            << "another code would put it aside: " << kept.what();
    }
    const auto taken = office.takes("02-request-no-judgment.eml");
    EXPECT_EQ(taken.outcome, mail_outcome::new_case);
    EXPECT_EQ(taken.code, "HT96-170601-0006");
}

TEST(publish_rules, says_each_time_that_other_rules_came_into_use) {
    working_office office;
    auto others = office.rules;
    others.id = events::rules_id{events::hex(events::sha256("other rules"))};
    const auto publish = [&](const engine::rule_set& rules) {
        office.time.move(std::chrono::minutes{1});
        return connectors::publish_rules_once(office.node, office.store, *office.documents, rules);
    };
    EXPECT_EQ(publish(office.rules), std::nullopt);
    EXPECT_EQ(publish(others), office.rules.id);
    EXPECT_EQ(publish(office.rules), others.id) << "the earlier ones are back";
    EXPECT_EQ(publish(office.rules), std::nullopt);
    EXPECT_EQ(publish(others), office.rules.id);
    const auto all = projections::rules_published_so_far(office.store.view());
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all.back().rules, others.id);
    EXPECT_EQ(connectors::published_files(office.store.view(), office.log, *office.documents,
                                          office.rules.id),
              office.rules.files);
}

TEST(publish_rules, are_found_again_when_the_clocks_of_nodes_differ) {
    working_office office;
    auto others = office.rules;
    others.id = events::rules_id{events::hex(events::sha256("other rules"))};
    others.files["rules/other.json"] = "{}";
    const auto publish = [&](const engine::rule_set& rules) {
        connectors::publish_rules_once(office.node, office.store, *office.documents, rules);
    };
    publish(office.rules);
    office.time.set(office_time("2017-06-01 08:59")); // a node whose clock is behind
    publish(others);
    for (const auto* rules : {&office.rules, static_cast<const engine::rule_set*>(&others)}) {
        EXPECT_EQ(connectors::published_files(office.store.view(), office.log, *office.documents,
                                              rules->id),
                  rules->files);
    }
}

TEST(outgoing_mail, writes_one_correct_letter_for_each_step_that_tells_the_person) {
    working_office office;
    const auto taken = office.takes("02-request-no-judgment.eml");
    office.does(taken.subject,
                engine::check_mail{events::check_outcome::incomplete, {"judgment"}, {}});
    office.does(taken.subject, engine::guide_by_mail{});
    EXPECT_EQ(office.outgoing.send_new(), 1U);
    EXPECT_EQ(office.outgoing.send_new(), 0U);
    const auto letters = office.letters();
    ASSERT_EQ(letters.size(), 1U);
    const auto read = parse_message(letters.front());
    EXPECT_THAT(read.to, testing::ElementsAre("le.khoi@example.vn"));
    EXPECT_THAT(read.subject, testing::HasSubstr(taken.code));
    EXPECT_THAT(read.text, testing::HasSubstr("Bản án, quyết định"));
    EXPECT_TRUE(read.ambiguous.empty());

    // After a crash the checkpoint may be old: the same letter is written under the same name.
    std::filesystem::remove(office.folder.path() / "outbox" / "checkpoint");
    outgoing_mail again{office.log,
                        office.store,
                        office.node,
                        *office.keys,
                        *office.documents,
                        office.rules,
                        office.folder.path() / "outbox"};
    again.send_new();
    EXPECT_EQ(office.letters(), letters);
}

/// The guidance that answers a mail with no more than the procedure.
std::string guidance_on(working_office& office, const std::string& sample,
                        std::optional<events::office_code> competent = {}) {
    const auto taken = office.takes(sample);
    office.does(
        taken.subject,
        engine::check_mail{events::check_outcome::procedure_only, {}, std::move(competent)});
    office.does(taken.subject, engine::guide_by_mail{});
    EXPECT_EQ(office.outgoing.send_new(), 1U) << sample;
    for (const auto& letter : office.letters()) {
        const auto read = parse_message(letter);
        if (read.subject.find(taken.code) != std::string::npos) {
            return read.text;
        }
    }
    return {};
}

TEST(outgoing_mail, names_who_resolves_a_complaint_or_a_denunciation) {
    using testing::HasSubstr;
    working_office office;
    const auto complaint = guidance_on(office, "06-complaint.eml");
    EXPECT_THAT(complaint,
                HasSubstr("\n3. Người có thẩm quyền giải quyết: Cục trưởng Cục Thi hành án dân sự "
                          "tỉnh Cà Mau, đối với quyết định"));
    EXPECT_THAT(complaint, HasSubstr("; Thủ trưởng cơ quan quản lý thi hành án dân sự thuộc Bộ Tư "
                                     "pháp, đối với quyết định"));
    const auto denunciation = guidance_on(office, "07-denunciation.eml");
    EXPECT_THAT(denunciation,
                HasSubstr("\n2. Người có thẩm quyền giải quyết: Cục trưởng Cục Thi hành án dân sự "
                          "tỉnh Cà Mau, nếu người bị tố cáo là"));
    EXPECT_THAT(denunciation + complaint,
                testing::Not(HasSubstr("giải quyết: người có thẩm quyền giải quyết")));
}

TEST(outgoing_mail, names_the_heads_of_the_office_that_the_check_found_competent) {
    working_office office;
    const auto& other = office.rules.offices.back();
    const auto* above = office.rules.find_office(other.parent);
    ASSERT_NE(above, nullptr);
    const auto text = guidance_on(office, "06-complaint.eml", other.key);
    EXPECT_THAT(text, testing::HasSubstr(": Chi cục trưởng " + other.name + ", đối với"));
    EXPECT_THAT(text, testing::HasSubstr("; Cục trưởng " + above->name + ", đối với"));
}

TEST(outgoing_mail, says_when_the_dossier_was_received_and_not_when_the_mail_came) {
    working_office office;
    const auto taken = office.takes("01-request-complete.eml");
    office.does(taken.subject, engine::check_mail{events::check_outcome::valid, {}, {}});
    office.time.set(office_time("2017-06-06 08:30"));
    office.does(taken.subject, testing_support::filed_at_counter("enf_request"));
    engine::accept_dossier acceptance;
    acceptance.papers = {"application", "judgment"};
    office.does(taken.subject, acceptance);
    EXPECT_EQ(office.outgoing.send_new(), 1U);
    const auto letters = office.letters();
    ASSERT_EQ(letters.size(), 1U);
    const auto read = parse_message(letters.front());
    EXPECT_THAT(read.text, testing::HasSubstr("ngày 06 tháng 6 năm 2017, về việc yêu cầu thi hành "
                                              "án (ra quyết định thi hành án theo yêu cầu)"));
    EXPECT_THAT(read.text, testing::Not(testing::HasSubstr("ngày 01 tháng 6 năm 2017")));
}

TEST(outgoing_mail, takes_words_for_the_place_of_an_appointment_only_where_they_state_it) {
    for (const auto& [place, said] : {std::pair{"P.101", "P.101"}, {"stated", "hội trường"}}) {
        working_office office;
        const auto taken = office.takes("01-request-complete.eml");
        const auto state = projections::find_case(office.store.view(), taken.subject);
        ASSERT_TRUE(state);
        office.does(taken.subject, engine::check_mail{events::check_outcome::valid, {}, {}});
        office.does(taken.subject,
                    engine::confirm_appointment{office_time("2017-06-05 08:30"), place},
                    {events::seal(*office.keys, state->persons.front().person, events::words_part,
                                  R"({"text": "hội trường"})")});
        EXPECT_EQ(office.outgoing.send_new(), 1U);
        const auto letters = office.letters();
        ASSERT_EQ(letters.size(), 1U);
        const auto text = parse_message(letters.front()).text;
        EXPECT_THAT(text, testing::HasSubstr(said));
        EXPECT_EQ(text.find("hội trường") != std::string::npos, std::string{place} == "stated");
    }
}

TEST(outgoing_mail, writes_to_nobody_whose_key_was_destroyed) {
    working_office office;
    const auto taken = office.takes("02-request-no-judgment.eml");
    office.does(taken.subject, engine::check_mail{events::check_outcome::no_right, {}, {}});
    office.does(taken.subject, engine::guide_by_mail{});
    const auto state = projections::find_case(office.store.view(), taken.subject);
    ASSERT_TRUE(state);
    office.keys->destroy(state->persons.front().person);
    EXPECT_EQ(office.outgoing.send_new(), 0U);
    EXPECT_EQ(office.outgoing.unsendable(), 1U);
}

TEST(outgoing_mail, tells_of_a_letter_for_which_an_address_makes_no_mail) {
    working_office office;
    const auto taken = office.takes("02-request-no-judgment.eml");
    const auto state = projections::find_case(office.store.view(), taken.subject);
    ASSERT_TRUE(state);
    const auto person =
        std::ranges::find(state->persons, "applicant", &events::sealed_box::part)->person;
    office.does(taken.subject, engine::check_mail{events::check_outcome::no_right, {}, {}},
                {events::seal(*office.keys, person, "applicant",
                              R"({"name": "Lê Khôi", "email": "le khoi@example.vn"})")});
    office.does(taken.subject, engine::guide_by_mail{});
    std::vector<std::string> told;
    office.outgoing.tell_not_written([&](const events::fault& letter) {
        EXPECT_EQ(letter.code(), "letter-not-written");
        told.emplace_back(letter.what());
    });
    EXPECT_EQ(office.outgoing.send_new(), 0U);
    EXPECT_EQ(office.outgoing.send_new(), 0U);
    ASSERT_EQ(told.size(), 1U) << "once";
    EXPECT_THAT(told.front(), testing::HasSubstr(taken.code));
    EXPECT_THAT(told.front(), testing::Not(testing::HasSubstr("khoi@example.vn")));
    EXPECT_EQ(office.outgoing.unsendable(), 1U);
}

TEST(outgoing_mail, keeps_a_letter_for_which_there_is_no_room) {
    working_office office;
    const auto taken = office.takes("02-request-no-judgment.eml");
    office.does(taken.subject, engine::check_mail{events::check_outcome::no_right, {}, {}});
    office.does(taken.subject, engine::guide_by_mail{});
    bool full = true;
    office.outgoing.ask_for_room([&] {
        if (full) {
            throw events::fault("disk-space", "no room");
        }
    });
    EXPECT_THROW(office.outgoing.send_new(), events::fault);
    EXPECT_TRUE(office.letters().empty());
    full = false;
    EXPECT_EQ(office.outgoing.send_new(), 1U);
}

/// Documents in memory, of which one counts how many were put.
class counted_documents : public events::document_store {
public:
    int kept = 0;
    events::digest put(std::string_view bytes) override {
        ++kept;
        return all_->put(bytes);
    }
    [[nodiscard]] std::optional<std::string> get(const events::digest& name) const override {
        return all_->get(name);
    }
    [[nodiscard]] bool has(const events::digest& name) const override { return all_->has(name); }

private:
    std::unique_ptr<events::document_store> all_ = events::make_memory_documents();
};

TEST(outgoing_mail, keeps_a_letter_whose_event_the_log_does_not_take) {
    working_office office;
    const auto taken = office.takes("02-request-no-judgment.eml");
    office.does(taken.subject, engine::check_mail{events::check_outcome::no_right, {}, {}});
    office.does(taken.subject, engine::guide_by_mail{});
    counted_documents documents;
    outgoing_mail outgoing{office.log,
                           office.store,
                           office.node,
                           *office.keys,
                           documents,
                           office.rules,
                           office.folder.path() / "outbox"};
    for (int look = 0; look < 2; ++look) {
        office.log.next({.answer = events::append_status::refused});
        try {
            outgoing.send_new();
            ADD_FAILURE() << "the letter went, and no event names it";
        } catch (const events::fault& no) {
            EXPECT_EQ(no.code(), "mail-not-recorded") << no.what();
        }
        EXPECT_TRUE(office.letters().empty());
    }
    EXPECT_EQ(outgoing.send_new(), 1U);
    EXPECT_EQ(office.letters().size(), 1U);
    EXPECT_EQ(documents.kept, 1) << "asking again keeps no second copy";
}

TEST(outgoing_mail, keeps_the_letters_of_an_office_whose_mailbox_is_malformed_until_it_is_mended) {
    working_office office;
    const auto taken = office.takes("02-request-no-judgment.eml");
    office.does(taken.subject, engine::check_mail{events::check_outcome::no_right, {}, {}});
    office.does(taken.subject, engine::guide_by_mail{});
    const auto from = [&](const std::string& mailbox) {
        return outgoing_mail{office.log,
                             office.store,
                             office.node,
                             *office.keys,
                             *office.documents,
                             office.rules,
                             office.folder.path() / "outbox",
                             {{"96", {"", "", mailbox}}}};
    };
    auto malformed = from("mot cua@example.vn");
    for (int look = 0; look < 2; ++look) {
        try {
            malformed.send_new();
            ADD_FAILURE() << "the letter is dropped and nobody is told";
        } catch (const events::fault& no) {
            EXPECT_EQ(no.code(), "mail-sender-malformed") << no.what();
        }
    }
    EXPECT_TRUE(office.letters().empty());
    auto mended = from("mot.cua@example.vn");
    EXPECT_EQ(mended.send_new(), 1U);
    ASSERT_EQ(office.letters().size(), 1U);
    EXPECT_EQ(parse_message(office.letters().front()).from_address, "mot.cua@example.vn");
}

TEST(deadline_watch, takes_at_once_from_the_unit_and_not_from_how_long_it_runs) {
    const auto warn = connectors::due_soon_of(engine::default_rule_set());
    const auto begin = office_time("2017-06-05 00:00");
    const auto end = office_time("2017-06-06 00:00");
    EXPECT_EQ(warn.before(begin, end, "at_once"), end - begin);
    // 24 hours that begin with a day end with it too, and are not due soon because they begin.
    EXPECT_LT(warn.before(begin, end, "hours"), end - begin);
}

TEST(deadline_watch, raises_each_alert_once_when_the_clock_passes_the_deadline) {
    working_office office;
    const auto answer = office.does({}, testing_support::filed_at_counter("enf_request"));
    const auto subject = std::get<engine::accepted>(answer).subject;
    const auto raise = [&] {
        return raise_alerts(office.store, office.node, office.rules, office.time.now());
    };
    EXPECT_EQ(raise(), 0U);
    office.time.set(office_time("2017-06-08 10:00"));
    EXPECT_EQ(raise(), 1U) << "due soon";
    office.time.set(office_time("2017-06-09 00:00"));
    EXPECT_EQ(raise(), 1U) << "overdue";
    EXPECT_EQ(raise(), 0U);
    const auto state = projections::find_case(office.store.view(), subject);
    ASSERT_TRUE(state);
    EXPECT_EQ(state->alerts.back().rung, "overdue");
}

TEST(deadline_watch, of_some_offices_is_not_held_up_by_the_periods_of_others) {
    working_office office;
    const auto file = [&](const char* at) {
        const auto answer =
            office.does({}, testing_support::filed_at_counter("enf_request"), {}, at);
        return std::get<engine::accepted>(answer).subject;
    };
    const auto others = file("49"); // due before those of 96
    file("49");
    office.time.set(office_time("2017-06-02 09:00"));
    const auto ours = file("96");
    const auto now = office_time("2017-06-12 09:00");
    office.time.set(now);
    const auto is_ours = [](const events::office_code& one) { return one.str() == "96"; };
    const auto reached = projections::rungs_reached(
        office.store.view(), now, connectors::due_soon_of(office.rules), 1, is_ours);
    ASSERT_EQ(reached.size(), 1U) << "the first that are due are all another node's";
    EXPECT_EQ(reached.front().subject, ours);
    EXPECT_GT(raise_alerts(office.store, office.node, office.rules, now, is_ours), 0U);
    const auto alerts_of = [&](const events::case_id& subject) {
        return projections::find_case(office.store.view(), subject).value().alerts.size();
    };
    EXPECT_GT(alerts_of(ours), 0U);
    EXPECT_EQ(alerts_of(others), 0U) << "they are left to who watches them";
}

TEST(deadline_watch, goes_past_an_alert_that_is_never_taken) {
    working_office office;
    const auto file = [&] {
        const auto answer = office.does({}, testing_support::filed_at_counter("enf_request"));
        return std::get<engine::accepted>(answer).subject;
    };
    const auto stuck = file();
    office.time.set(office_time("2017-06-02 09:00"));
    const auto later = file();
    const auto now = office_time("2017-06-20 09:00");
    office.time.set(now);
    const auto reached = [&](const projections::rung_reached* after) {
        return projections::rungs_reached(office.store.view(), now,
                                          connectors::due_soon_of(office.rules), 1, {}, after);
    };
    // Given a first alert that the node takes for one that it has recorded already.
    const auto first = reached(nullptr);
    ASSERT_EQ(first.size(), 1U);
    ASSERT_EQ(first.front().subject, stuck);
    auto taken = alert_for(first.front());
    taken.actor = events::officer_id{"officer-1"};
    taken.acting_as = events::role::counter_officer;
    taken.detail = engine::attach_document{};
    ASSERT_TRUE(std::holds_alternative<engine::accepted>(office.node.run(taken)));
    ASSERT_EQ(reached(nullptr).front().subject, stuck) << "it is still due";
    // When the watch takes one at a time, then it comes to those behind all the same.
    EXPECT_EQ(raise_alerts(office.store, office.node, office.rules, now, {}, 1), 1U);
    EXPECT_EQ(reached(nullptr).front().subject, stuck);
    EXPECT_TRUE(reached(&first.front()).empty());
    const auto state = projections::find_case(office.store.view(), later);
    ASSERT_TRUE(state);
    EXPECT_FALSE(state->alerts.empty());
}

TEST(deadline_watch, asks_once_for_an_alert_that_is_refused_until_something_changes) {
    working_office office;
    const auto answer = office.does({}, testing_support::filed_at_counter("enf_request"));
    const auto subject = std::get<engine::accepted>(answer).subject;
    // Given a watch whose clock is ahead of the node's, to which nothing is overdue yet
    const auto ahead = office_time("2017-06-20 09:00");
    const auto reached = projections::rungs_reached(office.store.view(), ahead,
                                                    connectors::due_soon_of(office.rules), 10);
    ASSERT_EQ(reached.size(), 1U);
    program_steps steps{office.node};
    const auto looks_at = [&](events::instant now) {
        EXPECT_EQ(raise_alerts(office.store, steps, office.rules, now), 0U);
        return office.refused.load();
    };
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(looks_at(ahead), 1) << "one line of the audit trail, however often it looks";
    }
    EXPECT_EQ(looks_at(ahead + std::chrono::minutes{9}), 1);
    EXPECT_EQ(looks_at(ahead + std::chrono::minutes{10}), 2) << "then it asks again";
    office.does(subject, engine::attach_document{});
    EXPECT_EQ(looks_at(ahead + std::chrono::minutes{10}), 3) << "or when the case has changed";
    EXPECT_EQ(looks_at(ahead + std::chrono::minutes{10}), 3);
}

TEST(deadline_watch, names_an_alert_by_the_event_that_set_the_instant) {
    projections::rung_reached once{events::case_id{events::uuid_of("case")},
                                   events::office_code{"96"},
                                   "decide",
                                   projections::rung_overdue,
                                   office_time("2017-06-09 00:00"),
                                   1};
    auto again = once; // it was moved, and came back to this instant
    again.set_by = 5;
    EXPECT_NE(alert_for(once).id, alert_for(again).id) << "the second would repeat the first";
}

} // namespace
