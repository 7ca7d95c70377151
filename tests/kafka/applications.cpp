#include "tests/kafka/applications.hpp"

#include "connectors/new_installation.hpp"
#include "events/fault.hpp"
#include "events/kafka_client.hpp"
#include "tests/kafka/cluster.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/running_application.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace kafka_testing {

using nlohmann::json;

const json request_filing{
    {"procedure", "enf_request"},
    {"received_by", "counter"},
    {"persons", json::array({{{"part", "applicant"}, {"name", "Nguyễn Thị Hường"}}})}};

namespace {

answer ask(connectors::application& on, connectors::http_method method, const std::string& path,
           const json& body = nullptr) {
    static int keys = 0;
    connectors::http_request request;
    request.method = method;
    request.path = path;
    if (!body.is_null()) {
        request.body = body.dump();
        request.headers.add("Content-Type", "application/json");
        request.headers.add("Idempotency-Key",
                            events::uuid_of(fmt::format("{} {}", ::getpid(), ++keys)));
        request.headers.add("If-Match", "*");
    }
    const auto told = on.call(std::move(request), officer);
    return {told.status, json::parse(told.body, nullptr, false)};
}

connectors::application_options options_of(const std::filesystem::path& folder,
                                           const connectors::log_place& at) {
    connectors::application_options out;
    out.data = folder;
    out.log = at;
    return out;
}

} // namespace

installation::installation() {
    static int number = 0;
    at_.where =
        fmt::format("kafka://{}/motcua.app-{}-{}.case.events.v1", brokers(), ::getpid(), ++number);
    at_.allow_unsafe = copies() < 3;
    connectors::make_topics(at_, 4, copies());
}

connectors::application_options installation::options(const std::string& name) const {
    return options_of(folder(name), at_);
}

bool installation::make(const std::string& name) {
    connectors::first_operator by;
    by.login = "operator";
    by.name = "Người vận hành " + name;
    by.password = "password of " + name;
    const auto key = folder("node-1") / "installation.key";
    return connectors::initialise(options(name), by,
                                  std::filesystem::exists(key) ? key : std::filesystem::path{});
}

std::unique_ptr<connectors::application> installation::start(const std::string& name) const {
    return start_node_on(folder(name), at_);
}

void installation::delete_events_topic() const {
    const auto how = at_.kafka();
    events::delete_kafka_topic(how.cluster, how.topic);
}

void installation::empty_events_topic() const {
    delete_events_topic();
    auto how = at_.kafka();
    how.partitions = 4;
    EXPECT_TRUE(support::eventually([&] { // the name is free a moment later
        try {
            events::create_kafka_log(how, copies());
            return true;
        } catch (const events::fault&) {
            return false;
        }
    }));
}

std::unique_ptr<connectors::application> start_node_on(const std::filesystem::path& folder,
                                                       const connectors::log_place& at) {
    auto out = std::make_unique<connectors::application>(options_of(folder, at));
    out->time().set(testing_support::office_time("2017-06-01 09:00"));
    return out;
}

answer post(connectors::application& on, const std::string& path, const json& body) {
    return ask(on, connectors::http_method::post, path, body);
}

answer get(connectors::application& on, const std::string& path) {
    return ask(on, connectors::http_method::get, path);
}

} // namespace kafka_testing
