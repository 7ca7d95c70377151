#include "tests/support/api_desk.hpp"

#include "tests/support/desk.hpp"
#include "tests/support/http_call.hpp"

#include <gtest/gtest.h>

namespace testing_support {

using nlohmann::json;

std::string api_answer::code() const {
    return body.is_object() ? body.value("code", std::string{}) : std::string{};
}

std::vector<std::string> api_answer::each(std::string_view member) const {
    std::vector<std::string> out;
    if (!body.is_object() || !body.contains("items")) {
        ADD_FAILURE() << "not a list: " << status << " " << whole.body;
        return out;
    }
    for (const auto& item : body["items"]) {
        const auto found = item.find(member);
        if (found == item.end()) {
            out.emplace_back();
        } else {
            out.push_back(found->is_string() ? found->get<std::string>() : found->dump());
        }
    }
    return out;
}

std::string api_answer::header(std::string_view name) const { return whole.headers.joined(name); }

void api_desk::start() {
    connectors::application_options opened;
    opened.data = folder_ / "data";
    opened.duties = how_.duties;
    opened.demo = how_.demo;
    on_ = std::make_unique<connectors::application>(std::move(opened));
}

void api_desk::restart() {
    const auto now = on_->time().now();
    on_.reset();
    start();
    on_->time().set(now);
}

api_desk::api_desk(std::string_view now, options how) : how_(how) {
    connectors::initialise(folder_ / "data", 2);
    start();
    at(now);
    for (const auto role : events::enum_names<events::role>::names) {
        if (role == "system") {
            continue;
        }
        const bool everywhere = role == "operations";
        connectors::grant_as_installation(*on_, std::string{role},
                                          *events::enum_of<events::role>(role),
                                          everywhere ? "*" : "96", everywhere);
    }
    connectors::grant_as_installation(*on_, "elsewhere", events::role::counter_officer, "49", true);
}

void api_desk::at(std::string_view office_time_text) {
    on_->time().set(office_time(office_time_text));
}

api_answer api_desk::ask(std::string_view line, std::string_view as, std::string body,
                         connectors::http_headers headers) {
    api_answer out;
    out.whole =
        on_->call(support::request_of(line, std::move(body), std::move(headers)), std::string{as});
    out.status = out.whole.status;
    out.body = json::parse(out.whole.body, nullptr, false);
    return out;
}

api_answer api_desk::get(std::string_view target, std::string_view as) {
    return ask("GET " + std::string{target}, as);
}

api_answer api_desk::give(std::string_view path, std::string_view as, const json& body) {
    connectors::http_headers headers;
    headers.add("Content-Type", "application/json");
    headers.add("Idempotency-Key", "key-" + std::to_string(++keys_));
    headers.add("If-Match", "*");
    return ask("POST " + std::string{path}, as, body.dump(), std::move(headers));
}

api_answer api_desk::step(std::string_view code, std::string_view as, std::string_view command,
                          const json& body) {
    auto out =
        give("/v1/cases/" + std::string{code} + "/commands/" + std::string{command}, as, body);
    EXPECT_EQ(out.status, 200) << command << ": " << out.whole.body;
    return out;
}

std::string api_desk::file_request(std::string_view procedure, std::string_view office) {
    const auto out =
        give("/v1/offices/" + std::string{office} + "/commands/receive_request", "counter_officer",
             {{"procedure", procedure},
              {"received_by", "counter"},
              {"persons", json::array({{{"part", "applicant"}, {"name", "Nguyễn Thị Hường"}}})}});
    EXPECT_EQ(out.status, 201) << out.whole.body;
    return out.body.is_object() ? out.body.value("code", std::string{}) : std::string{};
}

std::string api_desk::denounce() {
    const auto out =
        give("/v1/offices/96/commands/receive_denunciation", "counter_officer",
             {{"received_by", "counter"},
              {"against_head", false},
              {"persons", json::array({{{"part", "denouncer"}, {"name", "Trần Văn Kín"}}})}});
    EXPECT_EQ(out.status, 201) << out.whole.body;
    auto code = out.body.is_object() ? out.body.value("code", std::string{}) : std::string{};
    step(code, "head", "accept_denunciation");
    step(code, "head", "set_team");
    return code;
}

std::uint64_t api_desk::records() {
    std::uint64_t sum = 0;
    for (std::uint32_t p = 0; p < on_->log().partitions(); ++p) {
        sum += on_->log().end({p});
    }
    return sum;
}

} // namespace testing_support
