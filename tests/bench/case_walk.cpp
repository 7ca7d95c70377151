#include "tests/bench/case_walk.hpp"

#include "engine/procedure.hpp"
#include "engine/rule_set.hpp"
#include "events/digest.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <string_view>

namespace bench {
namespace {

using events::role;

constexpr std::string_view unique_mark = "@UNIQUE@";
constexpr std::string_view applicant =
    R"("persons":[{"part":"applicant","name":"Nguyễn Thị Minh Khai","born":"12/03/1974",)"
    R"("identity_number":"096174001234","address":"12 Phan Ngọc Hiển, phường 5, Cà Mau",)"
    R"("phone":"0913123456","email":"minhkhai@example.vn"}])";

class walk_maker {
public:
    explicit walk_maker(std::string procedure) : procedure_(std::move(procedure)) {}

    walk_maker& then(std::string_view command, role as, std::string body = "{}") {
        std::string plain = body;
        if (const auto at = plain.find(unique_mark); at != std::string::npos) {
            plain.replace(at, unique_mark.size(), events::hex(events::sha256("")));
        }
        auto read = connectors::read_command(command, nlohmann::json::parse(plain));
        if (!read) {
            throw events::fault("bench_walk", fmt::format("{} {}: {} {}", command, plain,
                                                          read.error().front().pointer,
                                                          read.error().front().detail.en));
        }
        made_.push_back({std::string{command}, as, std::move(body), *std::move(read)});
        return *this;
    }

    walk_maker& mail() {
        return then("receive_mail", role::counter_officer,
                    fmt::format(R"({{"procedure":"{}","mail":{{"sha256":"@UNIQUE@",)"
                                R"("message_key":"m-1","content_key":"c-1","reason":"new"}},{},)"
                                R"("text":"Tôi xin hỏi thủ tục xác nhận kết quả thi hành án."}})",
                                procedure_, applicant));
    }
    walk_maker& file_at_counter() {
        return then("receive_request", role::counter_officer,
                    fmt::format(R"({{"procedure":"{}","received_by":"counter",)"
                                R"("judgment":"12/2017/DS-ST",{}}})",
                                procedure_, applicant));
    }
    walk_maker& accept() {
        const auto* known = engine::default_rule_set().find(procedure_);
        auto papers = nlohmann::json::array();
        for (const auto* paper :
             engine::papers_required(*known, events::office_date(walk_time()))) {
            papers.push_back(paper->id);
        }
        return then("accept_dossier", role::counter_officer,
                    nlohmann::json{{"result_by", "at_counter"}, {"papers", papers}}.dump());
    }
    walk_maker& hand_over() {
        return then("hand_over", role::counter_officer,
                    nlohmann::json{{"to", officer_in(role::enforcement_officer).str()}}.dump());
    }
    walk_maker& begin() { return then("begin_examination", role::enforcement_officer); }
    walk_maker& draft() {
        return then("submit_draft", role::enforcement_officer, R"({"proposal":"grant"})");
    }
    walk_maker& sign_and_issue() {
        return then("sign_decision", role::head).then("issue_decision", role::clerk);
    }
    walk_maker& give_back() {
        return then("return_result", role::counter_officer, R"({"by":"at_counter"})");
    }
    walk_maker& close() { return then("close_case", role::counter_officer); }
    walk made() { return std::move(made_); }

private:
    std::string procedure_;
    walk made_;
};

walk counter_walk() {
    return walk_maker{"result_confirm"}
        .file_at_counter()
        .accept()
        .hand_over()
        .begin()
        .draft()
        .sign_and_issue()
        .give_back()
        .close()
        .made();
}

walk enforcement_walk() {
    return walk_maker{"enf_request"}
        .file_at_counter()
        .accept()
        .hand_over()
        .then("assign_officer", role::head,
              nlohmann::json{{"officer", officer_in(role::enforcement_officer).str()}}.dump())
        .begin()
        .draft()
        .sign_and_issue()
        .then("open_enforcement_file", role::enforcement_officer)
        .then("notify_party", role::clerk, R"({"way":"direct","valid_on":"2017-06-01"})")
        .give_back()
        .made();
}

walk mail_walk() {
    return walk_maker{"result_confirm"}
        .mail()
        .then("check_mail", role::counter_officer, R"({"outcome":"valid"})")
        .then("confirm_appointment", role::counter_officer,
              R"({"at":"2017-06-05T02:00:00Z","place":"desk_1"})")
        .then("receive_request", role::counter_officer,
              R"({"procedure":"","received_by":"counter"})")
        .accept()
        .hand_over()
        .begin()
        .draft()
        .sign_and_issue()
        .give_back()
        .close()
        .made();
}

walk guided_walk() {
    return walk_maker{"enf_request"}
        .mail()
        .then("check_mail", role::counter_officer,
              R"({"outcome":"incomplete","missing":["judgment"]})")
        .then("guide_by_mail", role::counter_officer)
        .then("close_support", role::counter_officer, R"({"reason":"no_answer"})")
        .made();
}

walk supplemented_walk() {
    return walk_maker{"result_confirm"}
        .file_at_counter()
        .then("request_supplement", role::counter_officer, R"({"missing":["identification"]})")
        .then("receive_supplement", role::counter_officer)
        .accept()
        .hand_over()
        .begin()
        .draft()
        .then("return_draft", role::head)
        .draft()
        .sign_and_issue()
        .give_back()
        .close()
        .made();
}

} // namespace

const events::officer_id& officer_in(role as) {
    // Made once: a client knows who it is, and its hashing would count as the engine's time.
    static const auto all = [] {
        std::map<role, events::officer_id> made;
        for (const auto one : walk_roles) {
            made.emplace(one, events::officer_id{events::uuid_of(
                                  fmt::format("bench officer {}", events::name_of(one)))});
        }
        return made;
    }();
    return all.at(as);
}

events::instant walk_time() { return *events::instant_from_text("2017-06-01T01:00:00Z"); }

std::vector<events::office_code> walk_offices() {
    std::vector<events::office_code> out;
    for (const auto& one : engine::default_rule_set().offices) {
        if (one.exists_on(events::office_date(walk_time()))) {
            out.push_back(one.key);
        }
    }
    return out;
}

case_walks::case_walks()
    : walks_{counter_walk(), enforcement_walk(), mail_walk(), guided_walk(), supplemented_walk()} {}

const walk& case_walks::of(std::uint64_t number) const {
    // Of twenty: seven at the counter, four for enforcement, five by mail, two each for the rest.
    constexpr std::array<std::uint8_t, 20> mix{0, 2, 1, 0, 4, 2, 0, 3, 1, 2,
                                               0, 1, 0, 2, 0, 4, 1, 3, 2, 0};
    return walks_[mix[number % mix.size()]];
}

std::string body_of(const walk_step& step, std::uint64_t client, std::uint64_t number) {
    const auto at = step.body.find(unique_mark);
    if (at == std::string::npos) {
        return step.body;
    }
    std::string out = step.body;
    return out.replace(at, unique_mark.size(),
                       events::hex(events::sha256(fmt::format("mail {}/{}", client, number))));
}

} // namespace bench
