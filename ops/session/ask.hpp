#pragma once

#include "events/fault.hpp"
#include "ops/session/session.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

namespace ops {

/// The API said no; `problem` is its problem+json, or empty when it sent something else.
class refused : public std::runtime_error {
public:
    refused(int status, const std::string& problem, const std::string& key = {})
        : std::runtime_error("refused with status " + std::to_string(status)), status_(status),
          problem_(problem), key_(key) {}
    [[nodiscard]] int status() const { return status_; }
    [[nodiscard]] const std::string& problem() const { return problem_; }
    /// The Idempotency-Key that was sent; empty when there was none.
    [[nodiscard]] const std::string& key() const { return key_; }

private:
    int status_;
    std::string problem_;
    std::string key_;
};

/// No answer came to a request that has an Idempotency-Key: it may have been carried out.
class unanswered : public events::fault {
public:
    unanswered(const events::fault& why, const std::string& key)
        : events::fault(why.code(), why.what()), key_(key) {}
    [[nodiscard]] const std::string& key() const { return key_; }

private:
    std::string key_;
};

/// The answer's body; throws `refused` for a status from 400 on, and `unanswered`.
[[nodiscard]] connectors::http_response ask(session& of, const question& asked);
[[nodiscard]] nlohmann::ordered_json ask_json(session& of, const question& asked);

/// A path of segments, each encoded: path_of({"v1", "cases", code}).
[[nodiscard]] std::string path_to(std::initializer_list<std::string_view> segments);

/// A POST that is a command of its own: with an Idempotency-Key (a new one unless `key`) and
/// If-Match (any version unless `version` is an ETag).
[[nodiscard]] question post(std::string path, std::string body, const std::string& key = {},
                            const std::string& version = {});

/// Shows the items of a list to `visit`, page by page, until it answers false. At most `limit`, or
/// all when it is 0. Answers whether there was more than was shown.
bool each_item(session& of, question asked, std::size_t limit,
               const std::function<bool(const nlohmann::ordered_json&)>& visit);

/// Where a problem belongs among the exit codes.
[[nodiscard]] int exit_code_of(int status);

} // namespace ops
