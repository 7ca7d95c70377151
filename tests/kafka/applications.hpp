#pragma once

#include "connectors/application.hpp"
#include "connectors/log_place.hpp"
#include "tests/support/temporary_folder.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace kafka_testing {

/// Who operates an installation of tests, and asks in its calls.
inline constexpr const char* officer = "operator";

/// Topics of their own, and the folders of the nodes.
class installation {
public:
    installation();

    [[nodiscard]] const connectors::log_place& place() const { return at_; }
    [[nodiscard]] std::filesystem::path folder(const std::string& name) const {
        return folder_ / name;
    }
    /// Makes the node's folder with the key of the first one; whether it made the operator, too.
    bool make(const std::string& name);
    [[nodiscard]] std::unique_ptr<connectors::application> start(const std::string& name) const;

    void delete_events_topic() const;
    /// As somebody who deletes the topic and makes it again.
    void empty_events_topic() const;

private:
    [[nodiscard]] connectors::application_options options(const std::string& name) const;

    support::temporary_folder folder_;
    connectors::log_place at_;
};

/// The application on a node's folder, on 1 June 2017.
[[nodiscard]] std::unique_ptr<connectors::application>
start_node_on(const std::filesystem::path& folder, const connectors::log_place& at);

struct answer {
    int status = 0;
    nlohmann::json body;
};

/// A command has a key of its own, and is on any version.
answer post(connectors::application& on, const std::string& path, const nlohmann::json& body);
answer get(connectors::application& on, const std::string& path);

/// A request at the counter, with a person.
extern const nlohmann::json request_filing;

} // namespace kafka_testing
