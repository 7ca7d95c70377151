#include "ops/cli/password.hpp"

#include "ops/cli/usage_error.hpp"

#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <random>

namespace ops {
namespace {

/// Switches the terminal's echo off while it lives.
class no_echo {
public:
    no_echo() {
        known_ = ::tcgetattr(STDIN_FILENO, &before_) == 0;
        if (known_) {
            auto silent = before_;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        }
    }
    ~no_echo() {
        if (known_) {
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        }
    }
    no_echo(const no_echo&) = delete;
    no_echo& operator=(const no_echo&) = delete;

private:
    termios before_{};
    bool known_ = false;
};

std::string ask_for(const std::string& prompt) {
    const no_echo silent;
    std::cerr << prompt << std::flush;
    std::string out;
    std::getline(std::cin, out);
    std::cerr << "\n";
    return out;
}

} // namespace

std::string read_password(const std::string& prompt, bool from_stdin, bool is_new) {
    if (from_stdin) {
        std::string out;
        std::getline(std::cin, out);
        return out;
    }
    if (::isatty(STDIN_FILENO) == 0) {
        throw usage_error("there is no terminal to ask for the password on",
                          "give it on stdin with --password-stdin");
    }
    auto out = ask_for(prompt + ": ");
    if (is_new && ask_for(prompt + " (again): ") != out) {
        throw usage_error("the two passwords differ");
    }
    return out;
}

std::string random_password() {
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789x";
    static_assert(letters.size() == 32);
    std::random_device from;
    std::string out;
    for (int i = 0; i < 12; ++i) {
        out += i > 0 && i % 4 == 0 ? "-" : "";
        out += letters[from() % letters.size()];
    }
    return out;
}

} // namespace ops
