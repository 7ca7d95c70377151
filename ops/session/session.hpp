#pragma once

#include "connectors/http/message.hpp"
#include "connectors/log_place.hpp"
#include "events/s3_documents.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace connectors {
class application;
}

namespace ops {

class settings;

/// One request of the API.
struct question {
    connectors::http_method method = connectors::http_method::get;
    std::string path; ///< encoded
    std::vector<connectors::query_parameter> query{};
    connectors::http_headers headers{};
    std::string body{};
    std::string content_type = "application/json"; ///< of a body that is not empty
};

/// The API, wherever it is: in this process on a data folder, or behind a server's address.
class session {
public:
    virtual ~session() = default;
    /// Whatever the status. Throws events::fault when there is no answer.
    [[nodiscard]] virtual connectors::http_response send(const question& asked) = 0;
    /// The application in this process; null behind a server.
    [[nodiscard]] virtual connectors::application* folder() { return nullptr; }
    /// The folder or the address, for texts.
    [[nodiscard]] virtual std::string place() const = 0;
};

/// Where the log of a folder is when it is not in the folder: `log.place`.
[[nodiscard]] std::optional<connectors::log_place> log_place_of(const settings& how);

/// The bucket of documents when they are not in the folder: `documents.place`.
[[nodiscard]] std::optional<events::s3_place> documents_place_of(const settings& how);

/// As whom a folder is asked: `client.as`, or who operates it when nobody is named.
[[nodiscard]] std::string asker_of(const settings& how);

/// On `data.folder`, as the officer `client.as`; at the time `now` (RFC 3339) when it is not empty.
/// Throws events::fault `log-held` when another process writes there.
[[nodiscard]] std::unique_ptr<session> open_folder(const settings& how, const std::string& now);

/// At `client.server`, with the token of `client.token` or of the login `client.as`.
[[nodiscard]] std::unique_ptr<session> open_server(const settings& how);
/// With this token.
[[nodiscard]] std::unique_ptr<session> open_server(const settings& how, const std::string& token);

/// On a folder of its own that is empty and gone afterwards: for questions about the law alone,
/// which need nobody's data.
[[nodiscard]] std::unique_ptr<session> open_law(const settings& how);

} // namespace ops
