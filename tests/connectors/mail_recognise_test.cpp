#include "connectors/mail/parse.hpp"
#include "connectors/mail/recognise.hpp"
#include "connectors/mail/words.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>

using namespace connectors;
using events::mail_outcome;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

const std::vector<std::string> office_96{"htttcamau@moj.gov.vn"};

/// Remembers mail as the intake of an office would.
class remembered_mail : public known_mail {
public:
    std::optional<std::string> by_message_id(const std::string& id) const override {
        return found(ids, id);
    }
    std::optional<std::string> by_content_key(const std::string& key) const override {
        return found(keys, key);
    }
    std::optional<std::string> by_case_code(const std::string& code) const override {
        return found(codes, code);
    }
    bool has_writer(const std::string& case_ref, const std::string& address) const override {
        return writers.contains({case_ref, address});
    }
    void remember(const inbound_message& message, const std::string& case_ref) {
        writers.emplace(case_ref, message.from_address);
        ids.emplace(message.message_id, case_ref);
        keys.emplace(message.content_key, case_ref);
    }

    std::map<std::string, std::string> ids;
    std::map<std::string, std::string> keys;
    std::map<std::string, std::string> codes;
    /// A case, and who writes in it.
    std::set<std::pair<std::string, std::string>> writers;

private:
    static std::optional<std::string> found(const std::map<std::string, std::string>& all,
                                            const std::string& key) {
        const auto one = all.find(key);
        return one == all.end() ? std::nullopt : std::optional(one->second);
    }
};

inbound_message message(const std::string& subject, const std::string& headers = "",
                        const std::string& body = "x") {
    return parse_message("From: dan@example.vn\r\nSubject: " + subject + "\r\n" + headers + "\r\n" +
                         body);
}

recognition of(const inbound_message& mail, const remembered_mail& known = {}) {
    return recognise(mail, known, office_96);
}

struct expectation {
    const char* file;
    mail_outcome outcome;
    const char* case_ref;
    const char* procedure;
};

} // namespace

TEST(mail_recognise, sorts_the_twelve_samples_in_their_order) {
    using enum events::mail_outcome;
    const expectation expected[] = {
        {"01-request-complete", new_case, "", "enf_request"},
        {"02-request-no-judgment", new_case, "", "enf_request"},
        {"03-wrong-office", new_case, "", "enf_request"},
        {"04-no-right", new_case, "", "enf_request"},
        {"05-confirm-result", new_case, "", "result_confirm"},
        {"06-complaint", new_case, "", "complaint"},
        {"07-denunciation", new_case, "", "denunciation"},
        {"08-supplement-reply", reply, "case of 02-request-no-judgment", ""},
        {"09-windows-1258", new_case, "", "enf_request"},
        {"10-auto-reply", automatic, "", ""},
        {"11-duplicate-of-01", duplicate, "case of 01-request-complete", ""},
        {"12-broken-mime", ambiguous, "", "enf_request"},
    };
    remembered_mail known;
    for (const expectation& one : expected) {
        const auto mail = parse_message(
            testing_support::source_file("tests/data/mail/" + std::string(one.file) + ".eml"));
        const recognition result = of(mail, known);
        EXPECT_EQ(events::name_of(result.outcome), events::name_of(one.outcome))
            << one.file << result.reason;
        EXPECT_EQ(result.case_ref, one.case_ref) << one.file;
        EXPECT_EQ(result.procedure, one.procedure) << one.file;
        EXPECT_FALSE(result.code.empty() || result.reason.empty()) << one.file;
        EXPECT_FALSE(result.reason_vi.empty()) << one.file;
        EXPECT_NE(result.reason_vi, result.reason) << one.file;
        if (result.outcome == new_case) {
            known.remember(mail, "case of " + std::string(one.file));
        }
    }
}

TEST(mail_recognise, attaches_an_automatic_answer_to_nothing_even_in_a_known_thread) {
    remembered_mail known;
    known.ids["guidance@x"] = "case 2";
    const auto result = of(
        message("Re: x", "In-Reply-To: <guidance@x>\r\nAuto-Submitted: auto-replied\r\n"), known);
    EXPECT_EQ(result.outcome, mail_outcome::automatic);
    EXPECT_EQ(result.case_ref, "");
}

TEST(mail_recognise, guesses_what_a_form_speaks_of_as_it_does_of_a_person) {
    const auto result = of(message("don to cao", "Auto-Submitted: auto-generated\r\n"));
    EXPECT_EQ(result.outcome, mail_outcome::automatic);
    EXPECT_EQ(result.procedure, "denunciation");
}

TEST(mail_recognise, never_answers_its_own_mailbox) {
    const auto result = of(parse_message("From: HTTTCaMau@moj.gov.vn\r\nSubject: x\r\n\r\nx"));
    EXPECT_EQ(result.outcome, mail_outcome::automatic);
    EXPECT_EQ(result.code, "own_address");
}

TEST(mail_recognise, shows_broken_mail_to_a_person_even_when_it_points_to_a_case) {
    remembered_mail known;
    known.ids["a@x"] = "case 1";
    const std::string twice = "Content-Type: text/plain\r\nContent-Type: text/html\r\n";
    const auto result = of(message("x", "In-Reply-To: <a@x>\r\n" + twice), known);
    EXPECT_EQ(result.outcome, mail_outcome::ambiguous);
    EXPECT_EQ(result.code, "duplicate_header");
    EXPECT_THAT(result.reason, HasSubstr("content-type stands more than once"));
}

TEST(mail_recognise, doubts_a_known_message_id_with_other_content) {
    remembered_mail known;
    const auto first = message("x", "Message-ID: <a@x>\r\n", "một");
    known.remember(first, "case 1");
    EXPECT_EQ(of(first, known).outcome, mail_outcome::duplicate);
    const auto other = of(message("x", "Message-ID: <a@x>\r\n", "hai"), known);
    EXPECT_EQ(other.outcome, mail_outcome::ambiguous);
    EXPECT_EQ(other.code, "message_id_reused");
    EXPECT_EQ(other.case_ref, "case 1");
}

TEST(mail_recognise, finds_a_copy_without_its_message_id) {
    remembered_mail known;
    known.remember(message("x", "Message-ID: <a@x>\r\n", "một"), "case 1");
    const auto copy = of(message("x", "", "một\r\n"), known);
    EXPECT_EQ(copy.outcome, mail_outcome::duplicate);
    EXPECT_EQ(copy.case_ref, "case 1");
}

TEST(mail_recognise, doubts_content_of_one_case_under_the_id_of_another) {
    remembered_mail known;
    const auto mail = message("x", "Message-ID: <a@x>\r\n", "một");
    known.keys[mail.content_key] = "case 1";
    known.ids["a@x"] = "case 2";
    EXPECT_EQ(of(mail, known).outcome, mail_outcome::ambiguous);
}

TEST(mail_recognise, finds_the_case_by_its_code_in_the_subject) {
    remembered_mail known;
    known.codes["000.00.00.G15-170601-0001"] = "case 1";
    known.codes["HT96-170601-0001"] = "case 2";
    known.codes["96-2017-15"] = "case 3";
    for (const auto* one : {"case 1", "case 2", "case 3"}) {
        known.writers.emplace(one, "dan@example.vn");
    }
    const auto case_of = [&](const std::string& subject) {
        const auto result = of(message(subject), known);
        return result.outcome == mail_outcome::reply ? result.case_ref
                                                     : std::string(events::name_of(result.outcome));
    };
    EXPECT_EQ(case_of("Re: [000.00.00.G15-170601-0001] Bo sung"), "case 1");
    EXPECT_EQ(case_of("ho so 000.00.00.G15-170601-0001"), "case 1");
    EXPECT_EQ(case_of("Fwd: HT96-170601-0001, xin hoi"), "case 2");
    EXPECT_EQ(case_of("[96-2017-15] hoi"), "case 3");
    EXPECT_EQ(case_of("96-2017-15"), "new_case") << "a free number is a code only in brackets";
    EXPECT_EQ(case_of("[HT96-170601-0002]"), "new_case");
    EXPECT_EQ(case_of("HT96-170601-00012"), "new_case");
    EXPECT_EQ(of(message("000.00.00.G15-170631-0001")).code, "nothing_known") << "no such day";
    EXPECT_EQ(case_of("[HT96-170601-0001] [96-2017-15]"), "ambiguous");
}

TEST(mail_recognise, leaves_an_answer_of_somebody_whom_the_case_does_not_know_to_a_person) {
    remembered_mail known;
    known.codes["HT96-170601-0002"] = "case 2";
    known.ids["guidance@x"] = "case 2";
    known.writers.emplace("case 2", "dan@example.vn");
    known.writers.emplace("case 3", "stranger@evil.example");
    for (const auto* points : {"Subject: Re: [HT96-170601-0002] hello\r\n",
                               "Subject: x\r\nIn-Reply-To: <guidance@x>\r\n",
                               "Subject: x\r\nReferences: <guidance@x>\r\n"}) {
        const auto from = [&](const std::string& who) {
            return of(parse_message("From: " + who + "\r\n" + points + "\r\nx"), known);
        };
        const auto odd = from("stranger@evil.example");
        EXPECT_EQ(odd.outcome, mail_outcome::ambiguous) << points;
        EXPECT_EQ(odd.code, sender_unknown);
        EXPECT_EQ(odd.case_ref, "case 2");
        EXPECT_EQ(from("Dân <DAN@example.vn>").outcome, mail_outcome::reply) << points;
    }
}

TEST(mail_recognise, has_words_in_both_languages_for_whatever_the_readers_find) {
    std::size_t found = 0;
    for (const auto* folder : {"tests/data/mail", "tests/data/mail/odd"}) {
        for (const auto& file :
             std::filesystem::directory_iterator(MOTCUA_SOURCE_DIR + std::string("/") + folder)) {
            if (file.path().extension() != ".eml") {
                continue;
            }
            const auto mail = parse_message(testing_support::source_file(
                std::string(folder) + "/" + file.path().filename().string()));
            auto all = mail.ambiguous;
            all.insert(all.end(), mail.notes.begin(), mail.notes.end());
            for (const auto& one : all) {
                EXPECT_FALSE(connectors::words_of(one.code).vi.empty()) << one.code;
                EXPECT_TRUE(connectors::words_of(one.code).en.ends_with('.')) << one.code;
                ++found;
            }
            const auto sorted = of(mail);
            EXPECT_FALSE(connectors::words_of(sorted.code).vi.empty()) << sorted.code;
        }
    }
    EXPECT_GT(found, 20U);
}

TEST(mail_recognise, says_that_a_code_is_unknown) {
    EXPECT_EQ(of(message("[HT96-170601-0002]")).code, "unknown_case_code");
    EXPECT_EQ(of(message("hoi tham")).code, "nothing_known");
}

TEST(mail_recognise, guesses_the_procedure_without_accents) {
    const auto guess = [](const std::string& text) { return of(message(text)).procedures; };
    EXPECT_THAT(guess("YEU CAU THI HANH AN"), ElementsAre("enf_request"));
    EXPECT_THAT(guess("yêu  câu thi hành-án"), ElementsAre("enf_request"));
    EXPECT_THAT(guess("Xin xác nhận kết quả THA"), ElementsAre("result_confirm"));
    EXPECT_THAT(guess("Đề nghị thay đổi Chấp hành viên"), ElementsAre("officer_change"));
    EXPECT_THAT(guess("miễn, giảm chi phí cưỡng chế"), ElementsAre("coercion_cost_relief"));
    EXPECT_THAT(guess("Xin miễn, giảm phí thi hành án"), ElementsAre("fee_relief"));
    EXPECT_THAT(guess("Đơn khiếu nại, tố cáo"), ElementsAre("complaint", "denunciation"));
    EXPECT_THAT(guess("hỏi giờ làm việc"), IsEmpty());
    EXPECT_THAT(guess("không tố cáo_khiếu nạiX"), ElementsAre("denunciation"));
}

TEST(mail_recognise, believes_the_subject_before_the_text) {
    const auto result = of(message("khiếu nại", "", "về quyết định theo yêu cầu thi hành án"));
    EXPECT_EQ(result.procedure, "complaint");
    EXPECT_EQ(of(message("xin chao", "", "toi to cao ong A\n> yeu cau thi hanh an")).procedure,
              "denunciation")
        << "quoted text does not count";
}

TEST(mail_recognise, leaves_several_procedures_to_a_person) {
    const auto result = of(message("khiếu nại và tố cáo"));
    EXPECT_EQ(result.outcome, mail_outcome::new_case);
    EXPECT_EQ(result.procedure, "");
    EXPECT_EQ(result.procedures.size(), 2U);
}

TEST(mail_recognise, tells_every_case_that_a_mail_leads_to_whatever_becomes_of_it) {
    remembered_mail known;
    known.ids["a@x"] = "case 1";
    known.ids["b@x"] = "case 2";
    known.ids["own@x"] = "case 3";
    known.codes["HT96-170601-0004"] = "case 4";
    const std::string points = "In-Reply-To: <a@x>\r\nReferences: <b@x> <unknown@x>\r\n"
                               "Message-ID: <own@x>\r\n";
    const auto leads = [&](const std::string& headers) {
        return of(message("[HT96-170601-0004]", points + headers), known).leads_to;
    };
    const auto all = ElementsAre("case 1", "case 2", "case 3", "case 4");
    EXPECT_THAT(leads(""), all);
    EXPECT_THAT(leads("Auto-Submitted: auto-replied\r\n"), all);
    EXPECT_THAT(leads("Content-Type: text/plain\r\nContent-Type: text/html\r\n"), all);
    EXPECT_THAT(of(message("hoi tham"), known).leads_to, IsEmpty());
}
