#include "connectors/duties/mail_watch.hpp"

#include "connectors/mail/files.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

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

bool mail_watch::look(std::chrono::milliseconds budget) {
    const auto end = clock::now() + budget;
    const bool with_cur = clock::now() >= cur_at_;
    if (!fs::is_directory(on_.mail)) {
        return false;
    }
    std::erase_if(paused_, [](const auto& one) { return !is_there(one.first); });
    for (const auto& folder : fs::directory_iterator(on_.mail)) {
        const events::office_code office{folder.path().filename().string()};
        if (!folder.is_directory() || on_.rules.find_office(office) == nullptr) {
            continue;
        }
        make_maildir(folder.path());
        const bool ours = !on_.mine || on_.mine(office);
        const auto found = with_cur ? list_mail(folder.path()) : list_new_mail(folder.path());
        for (const auto& file : found) {
            if (file.seen || pausing(file.path) || (!ours && is_fresh(file.path))) {
                continue;
            }
            if (clock::now() >= end) {
                return true;
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
            return false;
        }
        for (const auto& odd : list_odd_mail(folder.path())) {
            if (!pausing(odd)) {
                paused_[odd] = {clock::now() + pause_longest, pause_longest};
                set_aside(office, odd,
                          fmt::format("take in {}: it is no plain file", printable(odd)));
            }
        }
    }
    if (with_cur) {
        cur_at_ = clock::now() + cur_interval;
    }
    return false;
}

} // namespace connectors
