#pragma once

#include "connectors/application.hpp"
#include "tests/support/temporary_folder.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace testing_support {

/// An answer of the API.
struct api_answer {
    int status = 0;
    nlohmann::json body; ///< discarded when it is not JSON
    connectors::http_response whole;

    /// The `code` of a problem.
    [[nodiscard]] std::string code() const;
    /// Members of `items`.
    [[nodiscard]] std::vector<std::string> each(std::string_view member) const;
    [[nodiscard]] std::string header(std::string_view name) const;
};

/// A real application on a folder of its own, with somebody in every role at office 96, named like
/// the role; `operations` is everywhere, `elsewhere` is a counter officer at 49 only, `nobody` has
/// no role. The API is called without a server.
class api_desk {
public:
    struct options {
        bool duties = false;
        bool demo = false;
    };
    explicit api_desk(std::string_view now = "2017-06-01 09:00") : api_desk(now, options{}) {}
    api_desk(std::string_view now, options how);

    /// Ends the application and starts it again on the same folder, at the same time.
    void restart();

    /// The clock stands at this office time, and goes on from there.
    void at(std::string_view office_time_text);

    /// "GET /v1/cases?office=96"
    [[nodiscard]] api_answer ask(std::string_view line, std::string_view as, std::string body = {},
                                 connectors::http_headers headers = {});
    [[nodiscard]] api_answer get(std::string_view target, std::string_view as);
    /// A command with a key of its own, on any version of the case.
    api_answer give(std::string_view path, std::string_view as, const nlohmann::json& body);
    /// The same on a case, which must be taken: fails the test otherwise.
    api_answer step(std::string_view code, std::string_view as, std::string_view command,
                    const nlohmann::json& body = nlohmann::json::object());
    /// Files a request at the counter of office 96; its code.
    std::string file_request(std::string_view procedure = "enf_request",
                             std::string_view office = "96");
    /// Files a denunciation there, whose verification begins; its code.
    std::string denounce();
    /// How many records the log has.
    [[nodiscard]] std::uint64_t records();

    [[nodiscard]] connectors::application& on() { return *on_; }
    [[nodiscard]] const support::temporary_folder& folder() const { return folder_; }

private:
    void start();

    support::temporary_folder folder_;
    options how_;
    std::unique_ptr<connectors::application> on_;
    int keys_ = 0;
};

} // namespace testing_support
