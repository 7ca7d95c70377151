#pragma once

#include "connectors/application.hpp"
#include "connectors/duties/mail_intake.hpp"
#include "connectors/duties/outgoing_mail.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace ops {

/// Exit codes that scripts can rely on.
enum exit_code : int {
    done = 0,
    failed = 1,
    usage = 2,
    not_found = 3,
    conflict = 4,
    verification_failed = 5,
};

/// A data folder opened for the commands that need no server.
struct workbench {
    explicit workbench(const std::string& data);

    connectors::application on;
    connectors::mail_intake intake;
    connectors::outgoing_mail outgoing;

    /// Acts at this time (RFC 3339) from now on. Says on stderr when it is none.
    bool set_clock(const std::string& now);

    /// One request of the API as this officer. Prints a problem on stderr.
    int ask(connectors::http_method method, const std::string& path, const std::string& as,
            const std::string& body, nlohmann::json& answer);
};

/// Prints an answer: indented JSON on a terminal's request, one line otherwise.
void print(const nlohmann::json& answer, const std::string& output);

} // namespace ops
