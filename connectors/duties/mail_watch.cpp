#include "connectors/duties/mail_watch.hpp"

#include "connectors/mail/files.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace connectors {
namespace {

namespace fs = std::filesystem;

/// Mails in `cur` that nobody has taken in are those that a person has moved there: rare.
constexpr std::chrono::minutes cur_interval{1};
constexpr std::chrono::milliseconds pause_first{500};
constexpr std::chrono::milliseconds pause_longest{60'000};

bool is_there(const fs::path& file) {
    std::error_code unknown;
    return fs::symlink_status(file, unknown).type() != fs::file_type::not_found;
}

/// Longer than another node takes that shares the Maildir.
constexpr std::chrono::seconds left_for_others{30};

bool is_fresh(const fs::path& file) {
    std::error_code gone;
    const auto written = fs::last_write_time(file, gone);
    return !gone && fs::file_time_type::clock::now() - written < left_for_others;
}

} // namespace

bool mail_watch::pausing(const fs::path& file) const {
    const auto found = paused_.find(file);
    return found != paused_.end() && clock::now() < found->second.until;
}

void mail_watch::set_aside(const events::office_code& office, const fs::path& file,
                           const std::string& why) {
    const auto kept = refuse_mail(on_.mail / office.str(), file, why);
    on_.refused(office, why);
    on_.problem(fmt::format("{}; it lies in {} now, with a note: look at it, and put it into new "
                            "again once it can be read",
                            why, printable(kept)));
}

bool mail_watch::take(const events::office_code& office, const mail_file& file) {
    std::string why;
    try {
        const auto read = read_mail(file);
        static_cast<void>(on_.intake.take(office, read.bytes, read.cut));
        static_cast<void>(mark_seen(file)); // only now: it is durable elsewhere
        return true;
    } catch (const std::bad_alloc&) {
        on_.problem("take in " + printable(file.path) + ": no memory; it is tried again");
        return false;
    } catch (const events::fault& failed) {
        if (failed.code() != mail_file_fault && failed.code() != mail_not_taken) {
            on_.problem(failed.what());
            return false;
        }
        why = failed.what();
    } catch (const std::exception& bug) { // of ours, and it must not stop the node
        why = fmt::format("take in {}: {}", printable(file.path), bug.what());
    }
    if (is_there(file.path)) {
        set_aside(office, file.path, why);
    }
    return true;
}

mail_watch::still_there mail_watch::look_at(const fs::path& maildir, which_mail which,
                                            clock::time_point end) {
    const events::office_code office{maildir.filename().string()};
    make_maildir(maildir);
    const bool ours = !on_.mine || on_.mine(office);
    const auto found = which == which_mail::all ? list_mail(maildir) : list_new_mail(maildir);
    for (const auto& file : found) {
        if (file.seen || pausing(file.path) || (!ours && is_fresh(file.path))) {
            continue;
        }
        if (clock::now() >= end) {
            return still_there::more;
        }
        try {
            if (take(office, file)) {
                paused_.erase(file.path);
                continue;
            }
        } catch (const events::fault& failed) { // it could not be set aside either
            on_.problem(failed.what());
        }
        auto& one = paused_[file.path];
        one.length = std::clamp(2 * one.length, pause_first, pause_longest);
        one.until = clock::now() + one.length;
        return still_there::for_later;
    }
    for (const auto& odd : list_odd_mail(maildir)) {
        if (!pausing(odd)) {
            paused_[odd] = {clock::now() + pause_longest, pause_longest};
            set_aside(office, odd, fmt::format("take in {}: it is no plain file", printable(odd)));
        }
    }
    return still_there::nothing;
}

bool mail_watch::look(std::chrono::milliseconds budget) {
    const auto end = clock::now() + budget;
    const bool with_cur = clock::now() >= cur_at_;
    if (!fs::is_directory(on_.mail)) {
        return false;
    }
    std::erase_if(paused_, [](const auto& one) { return !is_there(one.first); });
    bool cur_is_done = with_cur;
    for (const auto& folder : fs::directory_iterator(on_.mail)) {
        std::error_code unknown;
        const events::office_code office{folder.path().filename().string()};
        if (!folder.is_directory(unknown) || on_.rules.find_office(office) == nullptr) {
            continue;
        }
        try {
            const auto left =
                look_at(folder.path(), with_cur ? which_mail::all : which_mail::fresh, end);
            if (left == still_there::more) {
                return true;
            }
            cur_is_done = cur_is_done && left == still_there::nothing;
        } catch (const std::exception& failed) { // the mail of other offices is taken in meanwhile
            on_.problem(
                fmt::format("take in the mail of {}: {}", printable(folder.path()), failed.what()));
        }
    }
    if (cur_is_done) {
        cur_at_ = clock::now() + cur_interval;
    }
    return false;
}

} // namespace connectors
