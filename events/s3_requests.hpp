#pragma once

#include "events/digest.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// Signed requests to an S3-compatible store, one at a time on each connection.
namespace events {

struct s3_answer {
    long status = 0; ///< 0: there was none
    std::string body;
    std::string problem;
    /// Nothing said how long the body is: it ended with the connection, so the rest may be missing.
    bool perhaps_cut = false;
};

/// Whoever asks gets a connection of its own; a few are kept and used again. Any thread.
class s3_requests {
public:
    /// Throws fault `documents-refused` when the library that speaks to the store does not start.
    s3_requests(const std::string& region, const std::string& access_key,
                const std::string& secret_key);
    ~s3_requests();
    s3_requests(const s3_requests&) = delete;
    s3_requests& operator=(const s3_requests&) = delete;

    /// What is put, and its hash; nothing for a request that only asks.
    struct content {
        std::optional<std::string_view> bytes{};
        digest hash{};
    };
    /// Asks once. No longer than `patience`; as long as bytes come where it is nought. What is put
    /// never takes the place of another object.
    [[nodiscard]] s3_answer ask(std::string_view method, const std::string& url,
                                const content& what, std::chrono::milliseconds patience = {}) const;

private:
    struct connections;
    std::unique_ptr<connections> kept_;
    std::string signing_;
    std::string user_;
};

} // namespace events
