#pragma once

#include "tests/support/temporary_folder.hpp"

#include <nlohmann/json.hpp>
#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

/// Runs the real binary, as a user does.
namespace ops_test {

using json = nlohmann::ordered_json;

struct ended {
    int code = -1;
    std::string out;
    std::string err;
    /// stdout as JSON; fails the test when it is none.
    [[nodiscard]] json as_json() const;
    /// stdout as JSON lines.
    [[nodiscard]] std::vector<json> as_lines() const;
};

struct surroundings {
    std::string stdin_text{};
    std::map<std::string, std::string> environment{}; ///< beside an otherwise clean one
    std::string program{};                            ///< another than motcua
    std::string stdout_file{};                        ///< written instead of what is read back
};

/// A home of its own for every test, so that nobody's configuration or tokens are touched.
class user {
public:
    user();
    [[nodiscard]] ended motcua(const std::vector<std::string>& arguments,
                               const surroundings& in = {}) const;
    /// Sets a variable for every later run.
    void set(const std::string& name, const std::string& value) { environment_[name] = value; }
    [[nodiscard]] const support::temporary_folder& home() const { return home_; }
    [[nodiscard]] const std::map<std::string, std::string>& environment() const {
        return environment_;
    }

private:
    support::temporary_folder home_;
    std::map<std::string, std::string> environment_;
};

[[nodiscard]] inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A motcua that runs until it is told to stop.
class running {
public:
    running(const user& by, const std::vector<std::string>& arguments);
    ~running();
    running(const running&) = delete;
    running& operator=(const running&) = delete;

    /// The next line of stdout, or empty when there will be none.
    [[nodiscard]] std::string next_line();
    /// Reads on until a line begins so; empty when none does.
    [[nodiscard]] std::string line_beginning(const std::string& with);
    [[nodiscard]] pid_t pid() const { return pid_; }
    /// Sends the signal, waits, and answers with the exit code.
    int stop(int signal);
    [[nodiscard]] std::string errors() const;

private:
    pid_t pid_ = -1;
    std::FILE* lines_ = nullptr;
    std::string errors_file_;
};

/// A folder made by `motcua init`, with lan (counter), binh (enforcement), dung (head), van (clerk)
/// and hoa (auditor) at office 96.
struct office : user {
    office();
    std::string data;
    /// On the folder, as this officer, at this time, as JSON.
    [[nodiscard]] ended on(const std::string& as, std::vector<std::string> arguments,
                           const std::string& now = "2017-06-01T09:00:00+07:00") const;
    /// A mail taken in, checked as valid: its support code.
    [[nodiscard]] std::string mail_taken_in() const;
};

} // namespace ops_test
