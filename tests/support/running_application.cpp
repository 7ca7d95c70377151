#include "tests/support/running_application.hpp"

#include "connectors/mail/outbox.hpp"
#include "events/json_write.hpp"
#include "tests/support/desk.hpp"

#include <fmt/format.h>

#include <fstream>

namespace support {
namespace {

namespace fs = std::filesystem;

constexpr const char* officer = "officer-of-all-trades";

} // namespace

running_application::running_application(options_change change, std::string_view office_time_text)
    : change_(std::move(change)), clock_(office_time_text) {
    connectors::initialise(data(), 4);
    {
        connectors::application first{{.data = data(), .duties = false}};
        for (const auto& name : events::enum_names<events::role>::names) {
            const auto role = *events::enum_of<events::role>(name);
            if (role != events::role::system) {
                connectors::grant_as_installation(first, officer, role, "*", true);
            }
        }
    }
    restart();
}

void running_application::restart() {
    on_.reset();
    connectors::application_options options;
    options.data = data();
    options.holder = "a test";
    if (change_) {
        change_(options);
    }
    on_ = std::make_unique<connectors::application>(std::move(options));
    set_clock(clock_);
}

void running_application::set_clock(std::string_view office_time_text) {
    clock_ = office_time_text;
    on_->time().set(testing_support::office_time(clock_));
}

running_application::answer running_application::post_text(const std::string& path,
                                                           std::string body,
                                                           connectors::http_headers headers) {
    connectors::http_request request;
    request.method = connectors::http_method::post;
    request.path = path;
    request.body = std::move(body);
    request.headers = std::move(headers);
    request.headers.add("Content-Type", "application/json");
    if (request.header("Idempotency-Key").empty()) {
        request.headers.add("Idempotency-Key",
                            events::uuid_of("test key " + std::to_string(++keys_)));
    }
    if (request.header("If-Match").empty()) {
        request.headers.add("If-Match", "*"); // whatever the version is
    }
    const auto response = on_->call(std::move(request), officer);
    const auto* etag = response.headers.find("ETag");
    return {response.status, nlohmann::json::parse(response.body, nullptr, false),
            etag != nullptr ? *etag : ""};
}

running_application::answer running_application::post(const std::string& path,
                                                      const nlohmann::json& body,
                                                      connectors::http_headers headers) {
    return post_text(path, body.dump(), std::move(headers));
}

running_application::answer running_application::get(const std::string& path) {
    connectors::http_request request;
    request.path = path;
    const auto response = on_->call(std::move(request), officer);
    const auto* etag = response.headers.find("ETag");
    return {response.status, nlohmann::json::parse(response.body, nullptr, false),
            etag != nullptr ? *etag : ""};
}

std::string running_application::file_request(const std::string& office) {
    const auto body = events::json_of(testing_support::filed_at_counter("enf_request")).dump();
    const auto told =
        post_text(fmt::format("/v1/offices/{}/commands/receive_request", office), body);
    if (told.status != 201) {
        throw std::runtime_error("file a request: " + told.body.dump());
    }
    return told.body["code"];
}

void running_application::deliver(std::string_view bytes, const std::string& name,
                                  const std::string& office) {
    const auto maildir = data() / "mail" / office;
    for (const auto* below : {"tmp", "new", "cur"}) {
        fs::create_directories(maildir / below);
    }
    std::ofstream(maildir / "tmp" / "in-delivery", std::ios::binary) << bytes;
    fs::rename(maildir / "tmp" / "in-delivery", maildir / "new" / name);
}

std::vector<std::string> running_application::letters(const std::string& office) const {
    std::vector<std::string> out;
    const auto box = data() / "outbox" / office;
    if (fs::is_directory(box)) {
        for (const auto& path : connectors::outbox{box}.waiting()) {
            std::ifstream in(path, std::ios::binary);
            out.emplace_back(std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{});
        }
    }
    return out;
}

} // namespace support
