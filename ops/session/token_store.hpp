#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ops {

/// A token that a server gave, kept for the next command.
struct kept_token {
    std::string server;
    std::string login;
    std::string token;
    std::string session; ///< its name at the server, to end it
};

/// The tokens of this user of the machine: $XDG_STATE_HOME/motcua/tokens.json, readable by nobody
/// else. Throws events::fault when the file cannot be read or written.
class token_store {
public:
    token_store();
    explicit token_store(std::filesystem::path file) : file_(std::move(file)) {}

    [[nodiscard]] std::vector<kept_token> all() const;
    /// The newest of this server and login; of any login when it is empty.
    [[nodiscard]] std::optional<kept_token> find(const std::string& server,
                                                 const std::string& login) const;
    void keep(const kept_token& one);
    /// Of every login of the server when `login` is empty.
    void forget(const std::string& server, const std::string& login);
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    void write(const std::vector<kept_token>& all) const;
    std::filesystem::path file_;
};

} // namespace ops
