#pragma once

#include "events/documents.hpp"

#include <memory>
#include <string>

namespace events {

/// A bucket of an S3-compatible store, and who may use it.
struct s3_place {
    std::string url; ///< http(s)://host[:port]/bucket[/prefix]
    std::string region = "us-east-1";
    std::string access_key{};
    std::string secret_key{};
};

/// Documents as objects of a bucket, named by their SHA-256 in hex, for several nodes. An object is
/// written whole or not at all, and never over another one. Requests are signed with AWS
/// Signature Version 4, and tried a few times.
///
/// Throws fault, here and later: `documents-unreachable` when nobody answers or the store itself
/// fails, `documents-refused` when it says no (keys, bucket, address).
[[nodiscard]] std::unique_ptr<document_store> open_s3_documents(const s3_place& at);

} // namespace events
