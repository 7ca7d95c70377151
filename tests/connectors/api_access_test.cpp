#include "projections/grants.hpp"
#include "projections/store.hpp"
#include "tests/support/api_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_answer;
using testing_support::api_desk;

/// Somebody whom a case of office 96 names.
std::string applicant_of_a_request(api_desk& desk) {
    const auto code = desk.file_request();
    return desk.get("/v1/cases/" + code, "counter_officer")
        .body["persons"][0]["person"]
        .get<std::string>();
}

TEST(api_erasure, is_for_who_operates_every_office_and_not_one_of_them) {
    api_desk desk;
    connectors::grant_as_installation(desk.on(), "operates_96", events::role::operations, "96",
                                      true);
    connectors::grant_as_installation(desk.on(), "operates_49", events::role::operations, "49",
                                      true);
    const auto person = applicant_of_a_request(desk);
    const json what{{"person", person}, {"ground", "asked_by_data_subject"}};
    const auto before = desk.records();
    for (const auto& [office, who] :
         {std::pair{"49", "operates_49"}, std::pair{"96", "operates_96"},
          std::pair{"*", "operates_96"}}) {
        const auto told =
            desk.give("/v1/offices/" + std::string{office} + "/commands/erase_person", who, what);
        EXPECT_EQ(told.status, 403) << office;
        EXPECT_EQ(told.code(), "forbidden") << office;
    }
    EXPECT_EQ(desk.records(), before);
    EXPECT_TRUE(desk.on().vault().key(events::person_id{person}));
    EXPECT_THAT(desk.get("/v1/refusals?office=96", "auditor").whole.body,
                HasSubstr("erase_person"));

    for (const auto* office : {"96", "*"}) {
        EXPECT_EQ(desk.give("/v1/offices/" + std::string{office} + "/commands/erase_person",
                            "operations", what)
                      .status,
                  201)
            << office;
    }
}

TEST(api_erasure, refuses_an_id_that_is_nobodys_and_erases_twice_who_was_erased) {
    api_desk desk;
    const auto person = applicant_of_a_request(desk);
    auto mistyped = person;
    mistyped.back() = mistyped.back() == '0' ? '1' : '0';
    const auto erase = [&](const std::string& whom) {
        return desk.give("/v1/offices/*/commands/erase_person", "operations",
                         {{"person", whom}, {"ground", "asked_by_data_subject"}});
    };
    const auto before = desk.records();
    const auto told = erase(mistyped);
    EXPECT_EQ(told.status, 422) << told.whole.body;
    EXPECT_EQ(told.code(), "invalid_input");
    ASSERT_EQ(told.body["errors"].size(), 1U) << told.whole.body;
    EXPECT_EQ(told.body["errors"][0]["code"], "person_unknown");
    EXPECT_THAT(told.whole.body, HasSubstr(mistyped));
    EXPECT_EQ(desk.records(), before);

    EXPECT_EQ(erase(person).status, 201);
    desk.on().vault().destroy(events::person_id{person}); // as the duty does
    EXPECT_EQ(erase(person).status, 201) << "the log knows that the person was here";
    EXPECT_TRUE(projections::erased(desk.on().store().view(), events::person_id{person}));
}

/// What an e-mail became that somebody at the counter took in.
json mail_taken_in(api_desk& desk, const std::string& from, const std::string& headers,
                   const std::string& text) {
    const auto told =
        desk.ask("POST /v1/offices/96/mail", "counter_officer",
                 "From: " + from + "\r\n" + headers +
                     "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n");
    EXPECT_EQ(told.status, 200) << told.whole.body;
    return told.body;
}

const std::string informer = "nguoi.bao@example.vn";
/// Words that no guess of a procedure knows.
const std::string secret_words = "Việc này chỉ xin nói riêng.";

/// Nothing of who wrote, and nothing of what.
auto keeps_the_secret() {
    return testing::AllOf(Not(HasSubstr(informer)), Not(HasSubstr("chỉ xin nói riêng")));
}

/// A mail about somebody's case from a stranger, who accuses: ambiguous, and sealed as a
/// denouncer's. Its code.
std::string accusing_stranger(api_desk& desk, const std::string& about) {
    const auto mail =
        mail_taken_in(desk, informer, "Subject: Re: [" + about + "] Tố cáo\r\n", secret_words);
    EXPECT_EQ(mail["outcome"], "ambiguous") << mail.dump();
    return mail["case"].get<std::string>();
}

/// The support case of somebody who asked for enforcement by e-mail.
std::string asked_by_mail(api_desk& desk) {
    const auto mail =
        mail_taken_in(desk, "hoi@example.vn", "Subject: x\r\n", "Tôi yêu cầu thi hành án.");
    EXPECT_EQ(mail["outcome"], "new_case") << mail.dump();
    return mail["case"].get<std::string>();
}

TEST(api_secrecy, of_a_case_that_became_a_denunciation_covers_its_older_versions) {
    api_desk desk;
    const auto mail = mail_taken_in(desk, informer, "Subject: x\r\n", secret_words);
    ASSERT_EQ(mail["outcome"], "new_case") << mail.dump();
    const auto code = mail["case"].get<std::string>();
    const auto path = "/v1/cases/" + code + "?version=1";
    EXPECT_THAT(desk.get(path, "auditor").whole.body, HasSubstr(informer)) << "an ordinary mail";
    desk.step(code, "counter_officer", "choose_procedure", {{"procedure", "denunciation"}});
    for (const auto* who : {"auditor", "counter_officer", "clerk"}) {
        const auto then = desk.get(path, who);
        EXPECT_EQ(then.status, 200) << who;
        EXPECT_EQ(then.body["version"], 1) << who;
        EXPECT_THAT(then.whole.body, keeps_the_secret()) << who;
        EXPECT_THAT(desk.get("/v1/cases/" + code, who).whole.body, keeps_the_secret()) << who;
        EXPECT_THAT(desk.get("/v1/cases/" + code + "/history", who).whole.body, keeps_the_secret())
            << who;
    }
    EXPECT_THAT(desk.get(path, "head").whole.body, HasSubstr(informer));
}

TEST(api_secrecy, of_a_mail_that_may_be_a_denunciation_holds_before_anybody_sorted_it) {
    api_desk desk;
    const auto item = accusing_stranger(desk, asked_by_mail(desk));
    for (const auto* who : {"auditor", "clerk"}) {
        const auto waiting = desk.get("/v1/mail?office=96&task=sort", who);
        ASSERT_EQ(waiting.body["items"].size(), 1U) << who << waiting.whole.body;
        EXPECT_EQ(waiting.body["items"][0]["content_state"], "sealed") << who;
        EXPECT_FALSE(waiting.body["items"][0].contains("subject_line")) << who;
        EXPECT_THAT(desk.get("/v1/cases/" + item, who).whole.body, keeps_the_secret()) << who;
        EXPECT_THAT(desk.get("/v1/cases/" + item + "/history", who).whole.body, keeps_the_secret())
            << who;
    }
    EXPECT_THAT(desk.get("/v1/cases/" + item, "head").whole.body, HasSubstr(informer));
    // Who sorts it reads what it says, and not whose it is.
    const auto to_sort = desk.get("/v1/mail?office=96&task=sort", "counter_officer").body["items"];
    ASSERT_EQ(to_sort.size(), 1U);
    EXPECT_EQ(to_sort[0]["content_state"], "open") << to_sort.dump();
    const auto known = desk.get("/v1/cases/" + item, "counter_officer").body["persons"];
    for (const auto& person : known) {
        EXPECT_EQ(person["state"], person["part"] == "mail" ? "open" : "sealed") << person.dump();
    }
}

TEST(api_secrecy, of_a_mail_that_may_be_a_denunciation_is_not_carried_into_an_ordinary_case) {
    api_desk desk;
    const auto ordinary = asked_by_mail(desk);
    const auto item = accusing_stranger(desk, ordinary);
    const auto attach = [&](const std::string& to) {
        return desk.ask("POST /v1/cases/" + to + "/mail", "counter_officer",
                        json{{"mail", item}}.dump());
    };
    const auto before = desk.records();
    const auto told = attach(ordinary);
    EXPECT_EQ(told.status, 409) << told.whole.body;
    EXPECT_EQ(told.code(), "not_allowed_now");
    EXPECT_EQ(told.body["rule"], "denouncer_stays_secret");
    EXPECT_EQ(desk.records(), before);

    // Into one that is as secret as the mail it goes.
    const auto accused =
        mail_taken_in(desk, "khac@example.vn", "Subject: Tố cáo\r\n", "Xin tố cáo ông A.");
    ASSERT_EQ(accused["outcome"], "new_case") << accused.dump();
    const auto done = attach(accused["case"].get<std::string>());
    EXPECT_EQ(done.status, 200) << done.whole.body;
    EXPECT_THAT(desk.get("/v1/cases/" + accused["case"].get<std::string>(), "auditor").whole.body,
                keeps_the_secret());
}

TEST(api_secrecy, of_a_denunciation_covers_the_same_mail_when_it_comes_again) {
    api_desk desk;
    const auto first = mail_taken_in(desk, informer, "Subject: Tố cáo\r\n", secret_words);
    ASSERT_EQ(first["outcome"], "new_case") << first.dump();
    const auto again =
        mail_taken_in(desk, informer, "X-Sent-Again: yes\r\nSubject: Tố cáo\r\n", secret_words);
    ASSERT_EQ(again["outcome"], "duplicate") << again.dump();
    const auto noted = desk.get("/v1/cases?office=96&status=noted", "auditor");
    ASSERT_EQ(noted.each("id").size(), 1U) << noted.whole.body;
    const auto id = noted.each("id").front();
    for (const auto* who : {"auditor", "counter_officer"}) {
        EXPECT_THAT(desk.get("/v1/cases/" + id, who).whole.body, keeps_the_secret()) << who;
        EXPECT_EQ(
            desk.get("/v1/documents/" + again["sha256"].get<std::string>() + "?case=" + id, who)
                .code(),
            "forbidden")
            << who;
    }
}

/// A paper that was scanned, as a command names it.
json scanned(api_desk& desk, const std::string& what) {
    const auto put = desk.ask("POST /v1/offices/96/documents?kind=petition", "counter_officer",
                              "%PDF-1.7 " + what);
    EXPECT_EQ(put.status, 201) << put.whole.body;
    return put.body;
}

/// Files a denunciation that came on paper; its code.
std::string denounced_on_paper(api_desk& desk, const json& paper) {
    const json filing{
        {"received_by", "counter"},
        {"against_head", false},
        {"documents", json::array({paper})},
        {"persons", json::array({{{"part", "denouncer"}, {"name", "Trần Văn Kín"}}})}};
    connectors::http_headers headers;
    headers.add("Content-Type", "application/json");
    headers.add("Idempotency-Key", "a-denunciation-on-paper");
    const auto* const line = "POST /v1/offices/96/commands/receive_denunciation";
    const auto told = desk.ask(line, "counter_officer", filing.dump(), headers);
    EXPECT_EQ(told.status, 201) << told.whole.body;
    // Whoever filed it may not open it any more, and may still ask what became of the command.
    EXPECT_EQ(desk.ask(line, "counter_officer", filing.dump(), headers).status, 200);
    return told.body["code"].get<std::string>();
}

api_answer attached(api_desk& desk, const std::string& code, const std::string& as,
                    const json& paper) {
    return desk.give("/v1/cases/" + code + "/commands/attach_document", as,
                     {{"documents", json::array({paper})}});
}

TEST(api_secrecy, covers_what_officers_wrote_into_the_events_of_a_denunciation) {
    api_desk desk{"2022-03-01 08:00"};
    const auto code = desk.denounce();
    const std::string words = "Chờ lời khai của bà Lê Thị Nhân Chứng";
    desk.step(code, "head", "suspend_case",
              {{"reason", "awaiting_other_body"},
               {"words", words},
               {"grounds", {"awaits_expert_opinion"}}});
    const auto history = "/v1/cases/" + code + "/history";
    for (const auto* who : {"supervisor", "clerk", "auditor"}) {
        const auto told = desk.get(history, who);
        EXPECT_EQ(told.status, 200) << who;
        EXPECT_THAT(told.whole.body, HasSubstr("case_suspended")) << who;
        EXPECT_THAT(told.whole.body, Not(HasSubstr(words))) << who;
    }
    EXPECT_THAT(desk.get(history, "head").whole.body, HasSubstr(words));
    const auto person = desk.get("/v1/cases/" + code, "head").body["persons"][0]["person"];
    desk.on().vault().destroy(events::person_id{person.get<std::string>()});
    EXPECT_THAT(desk.get(history, "head").whole.body, Not(HasSubstr(words))) << "who was erased";
}

TEST(api_secrecy, tells_nobody_by_an_id_in_which_other_case_a_denouncer_stands) {
    api_desk desk{"2022-03-01 08:00"};
    const auto person = applicant_of_a_request(desk); // whom everybody at the counter sees there
    const auto opened = desk.give(
        "/v1/offices/96/commands/receive_denunciation", "counter_officer",
        {{"received_by", "counter"},
         {"against_head", false},
         {"text", "Đến một mình"},
         {"persons",
          json::array({{{"part", "denouncer"}, {"id", person}, {"name", "Nguyễn Thị Hường"}}})}});
    ASSERT_EQ(opened.status, 201) << opened.whole.body;
    const auto shown = "/v1/cases/" + opened.body["code"].get<std::string>();
    for (const auto& path : {shown, shown + "/history"}) {
        for (const auto* who : {"counter_officer", "clerk", "auditor", "supervisor"}) {
            const auto told = desk.get(path, who);
            EXPECT_EQ(told.status, 200) << path << who;
            EXPECT_THAT(told.whole.body, HasSubstr("sealed")) << path << who;
            EXPECT_THAT(told.whole.body, Not(HasSubstr(person))) << path << who;
        }
        EXPECT_THAT(desk.get(path, "head").whole.body, HasSubstr(person)) << path;
    }
}

TEST(api_grants, reach_no_further_below_an_office_than_the_giver) {
    api_desk desk;
    connectors::grant_as_installation(desk.on(), "here", events::role::operations, "96", false);
    connectors::grant_as_installation(desk.on(), "below", events::role::operations, "96", true);
    const auto give = [&](const char* who, bool descendants) {
        return desk
            .give("/v1/offices/96/commands/grant_role", who,
                  {{"officer", "new"},
                   {"granted", "head"},
                   {"at", "96"},
                   {"descendants", descendants}})
            .status;
    };
    EXPECT_EQ(give("here", true), 403) << "the branches are not theirs";
    EXPECT_EQ(give("here", false), 201);
    EXPECT_EQ(give("below", true), 201);
}

TEST(api_search, by_code_finds_what_the_caller_may_read_behind_what_they_may_not) {
    api_desk desk;
    std::vector<std::string> elsewhere;
    for (int i = 0; i < 3; ++i) {
        const auto told =
            desk.give("/v1/offices/49/commands/receive_request", "elsewhere",
                      {{"procedure", "enf_request"},
                       {"received_by", "counter"},
                       {"persons", json::array({{{"part", "applicant"}, {"name", "Lê Văn Xa"}}})}});
        ASSERT_EQ(told.status, 201) << told.whole.body;
        elsewhere.push_back(told.body["code"].get<std::string>());
    }
    const auto here = desk.file_request();
    std::string prefix;
    for (std::size_t i = 0; i < here.size() && here[i] == elsewhere[0][i]; ++i) {
        prefix += here[i];
    }
    ASSERT_FALSE(prefix.empty()) << here << " " << elsewhere[0];
    const auto found = desk.get("/v1/cases?limit=1&q=" + prefix, "counter_officer");
    EXPECT_THAT(found.each("code"), testing::ElementsAre(here)) << found.whole.body;
}

TEST(api_search, by_code_leaves_out_what_the_other_filters_do) {
    api_desk desk;
    const auto request = desk.file_request("enf_request");
    const auto other = desk.file_request("result_confirm");
    std::string prefix;
    for (std::size_t i = 0; i < request.size() && request[i] == other[i]; ++i) {
        prefix += request[i];
    }
    const auto found = [&](const std::string& more) {
        return desk.get("/v1/cases?q=" + prefix + more, "head");
    };
    ASSERT_FALSE(prefix.empty()) << request << " " << other;
    EXPECT_THAT(found("&status=received").each("code"),
                testing::UnorderedElementsAre(request, other));
    EXPECT_THAT(found("&limit=1&procedure=result_confirm").each("code"),
                testing::ElementsAre(other));
    EXPECT_THAT(found("&limit=1&procedure=enf_request").each("code"),
                testing::ElementsAre(request));
    EXPECT_THAT(found("&status=closed").each("code"), testing::IsEmpty());
    EXPECT_THAT(found("&holder=nobody").each("code"), testing::IsEmpty());
    EXPECT_EQ(found("&status=no_such").status, 400);
}

TEST(api_document_names, are_told_to_those_only_who_may_open_the_documents) {
    api_desk desk;
    const auto paper = scanned(desk, "a denunciation");
    const auto sha = paper["sha256"].get<std::string>();
    const auto code = denounced_on_paper(desk, paper);
    const auto person =
        desk.get("/v1/cases/" + code, "head").body["persons"][0]["person"].get<std::string>();
    for (const std::string list : {"/history", "/folios"}) {
        const auto path = "/v1/cases/" + code + list;
        for (const auto* who : {"auditor", "counter_officer", "clerk", "supervisor"}) {
            const auto told = desk.get(path, who);
            EXPECT_EQ(told.status, 200) << path << who;
            EXPECT_THAT(told.whole.body, HasSubstr("petition")) << path << who;
            EXPECT_THAT(told.whole.body, Not(HasSubstr(sha))) << path << who;
        }
        EXPECT_THAT(desk.get(path, "head").whole.body, HasSubstr(sha)) << path;
    }
    desk.on().vault().destroy(events::person_id{person});
    for (const std::string list : {"/history", "/folios"}) {
        EXPECT_THAT(desk.get("/v1/cases/" + code + list, "head").whole.body, Not(HasSubstr(sha)))
            << list;
    }
}

TEST(api_document_names, do_not_open_a_denunciation_through_an_ordinary_case) {
    api_desk desk;
    const auto paper = scanned(desk, "a denunciation");
    static_cast<void>(denounced_on_paper(desk, paper));
    const auto own = desk.file_request();
    const auto before = desk.records();
    const auto told = attached(desk, own, "counter_officer", paper);
    EXPECT_EQ(told.status, 403) << told.whole.body;
    EXPECT_EQ(told.code(), "forbidden");
    EXPECT_EQ(told.body["rule"], "document_of_another_case");
    ASSERT_EQ(told.body["errors"].size(), 1U) << told.whole.body;
    EXPECT_EQ(told.body["errors"][0]["pointer"], "/documents/0/sha256");
    EXPECT_EQ(desk.records(), before);
    const auto path = "/v1/documents/" + paper["sha256"].get<std::string>() + "?case=" + own;
    EXPECT_EQ(desk.get(path, "counter_officer").code(), "not_found");
    EXPECT_THAT(desk.get("/v1/refusals?office=96", "auditor").whole.body,
                HasSubstr("document_of_another_case"));
    // Who may open it there decides that it belongs here as well.
    EXPECT_EQ(attached(desk, own, "head", paper).status, 200);
}

struct shared_paper {
    json paper;
    std::string first;
    std::string second;
};

shared_paper paper_in_two_cases(api_desk& desk) {
    shared_paper out{scanned(desk, "a judgment"), desk.file_request(), desk.file_request()};
    EXPECT_EQ(attached(desk, out.first, "counter_officer", out.paper).status, 200);
    EXPECT_EQ(attached(desk, out.second, "counter_officer", out.paper).status, 200);
    return out;
}

TEST(api_document_names, serve_in_several_cases_whose_persons_the_caller_may_see) {
    api_desk desk;
    const auto [paper, first, second] = paper_in_two_cases(desk);
    const auto other =
        desk.give("/v1/offices/49/commands/receive_request", "elsewhere",
                  {{"procedure", "enf_request"},
                   {"received_by", "counter"},
                   {"documents", json::array({paper})},
                   {"persons", json::array({{{"part", "applicant"}, {"name", "Lý Bé"}}})}});
    EXPECT_EQ(other.status, 403) << other.whole.body;
    EXPECT_EQ(other.body["rule"], "document_of_another_case") << other.whole.body;
}

TEST(api_document_names, end_everywhere_with_a_person_who_was_erased) {
    api_desk desk;
    const auto [paper, first, second] = paper_in_two_cases(desk);
    const auto path = "/v1/documents/" + paper["sha256"].get<std::string>() + "?case=" + second;
    EXPECT_EQ(desk.get(path, "counter_officer").status, 200);
    const auto person = desk.get("/v1/cases/" + first, "counter_officer")
                            .body["persons"][0]["person"]
                            .get<std::string>();
    desk.on().vault().destroy(events::person_id{person});
    EXPECT_EQ(desk.get(path, "counter_officer").code(), "erased");
    EXPECT_EQ(attached(desk, desk.file_request(), "counter_officer", paper).body["rule"],
              "document_of_another_case");
}

} // namespace
