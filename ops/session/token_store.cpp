#include "ops/session/token_store.hpp"

#include "events/fault.hpp"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace ops {
namespace {

namespace fs = std::filesystem;

fs::path default_file() {
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0') {
        return fs::path{state} / "motcua/tokens.json";
    }
    const char* home = std::getenv("HOME");
    return fs::path{home != nullptr ? home : "."} / ".local/state/motcua/tokens.json";
}

/// Holds a lock beside the file, so that two logins at once both stay.
class file_lock {
public:
    explicit file_lock(const fs::path& beside) {
        std::error_code ignored;
        fs::create_directories(beside.parent_path(), ignored);
        descriptor_ =
            ::open((beside.string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX) != 0) {
            throw events::fault("tokens-not-kept", "lock " + beside.string() +
                                                       ": look at the folder's permissions, or set "
                                                       "XDG_STATE_HOME");
        }
    }
    ~file_lock() { ::close(descriptor_); }
    file_lock(const file_lock&) = delete;
    file_lock& operator=(const file_lock&) = delete;

private:
    int descriptor_ = -1;
};

} // namespace

token_store::token_store() : file_(default_file()) {}

std::vector<kept_token> token_store::all() const {
    std::vector<kept_token> out;
    std::ifstream in(file_);
    if (!in) {
        return out;
    }
    const auto read = nlohmann::json::parse(in, nullptr, false);
    for (const auto& one : read.is_array() ? read : nlohmann::json::array()) {
        if (one.is_object()) {
            out.push_back({one.value("server", ""), one.value("login", ""), one.value("token", ""),
                           one.value("session", "")});
        }
    }
    return out;
}

std::optional<kept_token> token_store::find(const std::string& server,
                                            const std::string& login) const {
    const auto known = all();
    for (auto one = known.rbegin(); one != known.rend(); ++one) {
        if (one->server == server && (login.empty() || one->login == login)) {
            return *one;
        }
    }
    return std::nullopt;
}

void token_store::keep(const kept_token& one) {
    const file_lock lock(file_);
    auto known = all();
    std::erase_if(known, [&](const auto& other) {
        return other.server == one.server && other.login == one.login;
    });
    known.push_back(one);
    write(known);
}

void token_store::forget(const std::string& server, const std::string& login) {
    const file_lock lock(file_);
    auto known = all();
    std::erase_if(known, [&](const auto& other) {
        return other.server == server && (login.empty() || other.login == login);
    });
    write(known);
}

void token_store::write(const std::vector<kept_token>& all) const {
    nlohmann::json out = nlohmann::json::array();
    for (const auto& one : all) {
        out.push_back({{"server", one.server},
                       {"login", one.login},
                       {"token", one.token},
                       {"session", one.session}});
    }
    const auto text = out.dump(1) + "\n";
    const auto beside = file_.string() + ".new";
    const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool written =
        file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (file >= 0) {
        ::close(file);
    }
    std::error_code error;
    if (written) {
        fs::rename(beside, file_, error);
    }
    if (!written || error) {
        throw events::fault("tokens-not-kept",
                            "write " + file_.string() + ": look at its permissions and the disk");
    }
}

} // namespace ops
