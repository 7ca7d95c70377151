#pragma once

#include "connectors/duties/mail_intake.hpp"
#include "connectors/mail/maildir.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace connectors {

/// Takes in what lies in the offices' Maildirs, a folder an office: `mail/96/new`. What can never
/// be taken in is set aside in `mail/96/refused` with a note, and stands in the way of nothing;
/// what cannot be taken in now stays, and is tried again after a pause that grows. An office whose
/// folder cannot be read stands in the way of no other. One thread.
class mail_watch {
public:
    struct lent {
        const engine::rule_set& rules;
        mail_intake& intake;
        std::filesystem::path mail;
        /// Told of each file that was set aside: the office, and a text without the sender's words.
        std::function<void(const events::office_code&, const std::string&)> refused;
        std::function<void(const std::string&)> problem;
        /// Whose mail this node fetches; empty: everybody's. What lies there for half a minute it
        /// takes in whosesoever it is: each node may have Maildirs of its own.
        std::function<bool(const events::office_code&)> mine{};
    };
    explicit mail_watch(lent on) : on_(std::move(on)) {}

    /// Takes mails in for about `budget`, so that other duties have their turn. True when more are
    /// waiting.
    bool look(std::chrono::milliseconds budget);

private:
    using clock = std::chrono::steady_clock;
    struct pause {
        clock::time_point until;
        std::chrono::milliseconds length{0};
    };
    /// Of a Maildir: what came since the last look, or what lies in `cur` as well.
    enum class which_mail { fresh, all };
    /// `for_later` when a mail must wait, and with it what lies behind; `more` when `end` has come.
    enum class still_there { nothing, for_later, more };
    /// Throws what the folder throws.
    still_there look_at(const std::filesystem::path& maildir, which_mail which,
                        clock::time_point end);
    /// False when it must wait: the rest of this look is better spent on other offices.
    bool take(const events::office_code& office, const mail_file& file);
    void set_aside(const events::office_code& office, const std::filesystem::path& file,
                   const std::string& why);
    [[nodiscard]] bool pausing(const std::filesystem::path& file) const;

    lent on_;
    clock::time_point cur_at_{};                    ///< when `cur` is looked at again
    std::map<std::filesystem::path, pause> paused_; ///< what could not be taken in, or set aside
};

} // namespace connectors
