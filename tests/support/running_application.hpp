#pragma once

#include "connectors/application.hpp"
#include "tests/support/temporary_folder.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace support {

/// The whole application on a data folder of its own, as `serve` runs it, with an officer who may
/// do everything. Its clock begins on 1 June 2017.
class running_application {
public:
    using options_change = std::function<void(connectors::application_options&)>;
    explicit running_application(options_change change = {},
                                 std::string_view office_time_text = "2017-06-01 09:00");

    [[nodiscard]] connectors::application& on() { return *on_; }
    [[nodiscard]] std::filesystem::path data() const { return folder_ / "data"; }
    void set_clock(std::string_view office_time_text);
    /// Ends it in peace, and opens the folder again.
    void restart();
    void close() { on_.reset(); }

    struct answer {
        int status = 0;
        nlohmann::json body;
        std::string etag;
    };
    /// One request of the API; the key is a fresh one unless given.
    answer post(const std::string& path, const nlohmann::json& body,
                connectors::http_headers headers = {});
    answer post_text(const std::string& path, std::string body,
                     connectors::http_headers headers = {});
    answer get(const std::string& path);
    /// Files a request at the counter of an office; answers the case's code.
    std::string file_request(const std::string& office = "96");

    /// Delivers a mail as a delivery agent does, through `tmp`.
    void deliver(std::string_view bytes, const std::string& name, const std::string& office = "96");
    /// The letters that wait in an office's outbox.
    [[nodiscard]] std::vector<std::string> letters(const std::string& office = "96") const;

private:
    temporary_folder folder_;
    options_change change_;
    std::string clock_;
    std::unique_ptr<connectors::application> on_;
    int keys_ = 0;
};

/// Asks again and again, for ten seconds at most.
template <class Question> [[nodiscard]] bool eventually(Question&& question) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!question()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return true;
}

} // namespace support
