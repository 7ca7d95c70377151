#include "tests/ops/motcua.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

namespace ops_test {
namespace {

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<std::string> environment_of(const std::map<std::string, std::string>& one,
                                        const std::map<std::string, std::string>& other) {
    auto all = one;
    for (const auto& [name, value] : other) {
        all[name] = value;
    }
    std::vector<std::string> out;
    for (const auto& [name, value] : all) {
        out.push_back(name + "=" + value);
    }
    return out;
}

[[noreturn]] void become(std::vector<std::string> words, std::vector<std::string> environment,
                         int in, int out, int err) {
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    std::vector<char*> argv;
    for (auto& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    std::vector<char*> envp;
    for (auto& one : environment) {
        envp.push_back(one.data());
    }
    envp.push_back(nullptr);
    ::execvpe(argv[0], argv.data(), envp.data());
    ::_exit(127);
}

int wait_for(pid_t pid) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

json ended::as_json() const {
    auto read = json::parse(out, nullptr, false);
    EXPECT_FALSE(read.is_discarded()) << "no JSON: " << out << "\n" << err;
    return read;
}

std::vector<json> ended::as_lines() const {
    std::vector<json> lines;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(json::parse(line, nullptr, false));
        EXPECT_FALSE(lines.back().is_discarded()) << line;
    }
    return lines;
}

user::user() {
    environment_ = {{"HOME", home_.path().string()},
                    {"PATH", std::string{::getenv("PATH")}},
                    {"TMPDIR", home_.path().string()},
                    {"LC_ALL", "C.UTF-8"}};
    // What a build with sanitizers passes over (ops/leaks.txt).
    if (const char* passed_over = ::getenv("LSAN_OPTIONS")) {
        environment_["LSAN_OPTIONS"] = passed_over;
    }
}

ended user::motcua(const std::vector<std::string>& arguments, const surroundings& in) const {
    const auto at = [this](const char* name) { return (home_ / name).string(); };
    std::ofstream(at(".stdin"), std::ios::binary) << in.stdin_text;
    const int from = ::open(at(".stdin").c_str(), O_RDONLY | O_CLOEXEC);
    const auto printed = in.stdout_file.empty() ? at(".stdout") : in.stdout_file;
    const int out = ::open(printed.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const int err = ::open(at(".stderr").c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    std::vector<std::string> words{in.program.empty() ? MOTCUA_BINARY : in.program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const auto environment = environment_of(environment_, in.environment);
    const auto pid = ::fork();
    if (pid == 0) {
        become(words, environment, from, out, err);
    }
    ended result;
    result.code = wait_for(pid);
    for (const int one : {from, out, err}) {
        ::close(one);
    }
    result.out = in.stdout_file.empty() ? read_file(printed) : "";
    result.err = read_file(at(".stderr"));
    return result;
}

running::running(const user& by, const std::vector<std::string>& arguments)
    : errors_file_((by.home() / ".server-stderr").string()) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::system_error(errno, std::generic_category(), "pipe");
    }
    const int none = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    const int err = ::open(errors_file_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    std::vector<std::string> words{MOTCUA_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const auto environment = environment_of(by.environment(), {});
    pid_ = ::fork();
    if (pid_ == 0) {
        become(words, environment, none, ends[1], err);
    }
    for (const int one : {none, err, ends[1]}) {
        ::close(one);
    }
    lines_ = ::fdopen(ends[0], "r");
}

running::~running() {
    if (pid_ > 0) {
        stop(SIGKILL);
    }
    std::fclose(lines_);
}

std::string running::next_line() {
    std::string line;
    for (int c = std::fgetc(lines_); c != EOF && c != '\n'; c = std::fgetc(lines_)) {
        line.push_back(static_cast<char>(c));
    }
    return line;
}

std::string running::line_beginning(const std::string& with) {
    while (std::feof(lines_) == 0) {
        const auto line = next_line();
        if (line.starts_with(with)) {
            return line;
        }
    }
    return {};
}

int running::stop(int signal) {
    if (pid_ <= 0) {
        return -1;
    }
    ::kill(pid_, signal);
    const int code = wait_for(pid_);
    pid_ = -1;
    return code;
}

std::string running::errors() const { return read_file(errors_file_); }

office::office() : data((home() / "data").string()) {
    EXPECT_EQ(motcua({"init", data, "--quiet"}).code, 0);
    for (const auto& [who, role] :
         {std::pair{"lan", "counter_officer"}, std::pair{"binh", "enforcement_officer"},
          std::pair{"dung", "head"}, std::pair{"van", "clerk"}, std::pair{"hoa", "auditor"}}) {
        const auto given = motcua({"grant", "add", who, role, "96", "--data", data});
        EXPECT_EQ(given.code, 0) << given.err;
    }
}

ended office::on(const std::string& as, std::vector<std::string> arguments,
                 const std::string& now) const {
    for (const auto& word :
         {std::string{"--data"}, data, std::string{"--as"}, as, std::string{"--now"}, now}) {
        arguments.push_back(word);
    }
    return motcua(arguments);
}

std::string office::mail_taken_in() const {
    const auto taken = on("lan", {"mail", "import", "96",
                                  MOTCUA_SOURCE_DIR "/tests/data/mail/01-request-complete.eml",
                                  "--output", "jsonl"});
    EXPECT_EQ(taken.code, 0) << taken.err;
    return taken.as_lines().at(0).value("case", "");
}

} // namespace ops_test
