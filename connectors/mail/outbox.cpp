#include "connectors/mail/outbox.hpp"

#include "connectors/mail/files.hpp"
#include "connectors/mail/maildir.hpp"
#include "events/digest.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <limits>
#include <system_error>

namespace connectors {
namespace {

namespace fs = std::filesystem;

/// Of a name that no other writer has: two processes may put the same message in at once.
fs::path temporary_name(const fs::path& folder, const std::string& name) {
    static std::atomic<unsigned> count{0};
    return folder / fmt::format(".{}.{}.{}", name, ::getpid(), count++);
}

std::string file_name(std::string_view message_id) {
    return events::hex(events::sha256(message_id)).substr(0, 40) + ".eml";
}

/// True when the message lies there already; a fault when something else does.
bool holds(const fs::path& path, std::string_view bytes) {
    std::error_code error;
    if (fs::symlink_status(path, error).type() == fs::file_type::not_found) {
        return false;
    }
    if (read_plain_file(path, std::numeric_limits<std::size_t>::max()).bytes != bytes) {
        throw events::fault("outbox_conflict",
                            fmt::format("put a message into {}: another one with this Message-ID "
                                        "lies there; compare them, and send the new one under an "
                                        "id of its own",
                                        printable(path)));
    }
    return true;
}

/// Far longer than writing a message takes.
constexpr std::chrono::hours unfinished_for{1};

bool is_unfinished(const fs::directory_entry& one) {
    const std::string name = one.path().filename().native();
    std::error_code unknown;
    if (!name.starts_with('.') || name.find(".eml.") == std::string::npos ||
        !fs::is_regular_file(one.symlink_status(unknown))) {
        return false;
    }
    const auto written = one.last_write_time(unknown);
    return !unknown && fs::file_time_type::clock::now() - written > unfinished_for;
}

} // namespace

outbox::outbox(fs::path folder) : folder_(std::move(folder)) {
    std::error_code error;
    fs::create_directories(folder_ / "sent", error);
    if (error) {
        throw events::fault("mail_file", fmt::format("make the outbox {}: {}; mend it and try "
                                                     "again",
                                                     printable(folder_), error.message()));
    }
}

fs::path outbox::put(std::string_view message_id, std::string_view bytes) const {
    const std::string name = file_name(message_id);
    fs::path sent = folder_ / "sent" / name;
    if (holds(sent, bytes)) {
        return sent;
    }
    const fs::path target = folder_ / name;
    if (!holds(target, bytes)) {
        const fs::path temporary = temporary_name(folder_, name);
        write_synced(temporary, bytes);
        if (rename_without_replacing(temporary, target) != renamed::done) {
            std::error_code ignored;
            fs::remove(temporary, ignored);
            (void)holds(target, bytes); // another writer was quicker: the same, or a conflict
        }
    }
    sync_folder(folder_);
    return target;
}

bool outbox::has(std::string_view message_id) const {
    const std::string name = file_name(message_id);
    std::error_code error;
    return fs::is_regular_file(fs::symlink_status(folder_ / name, error)) ||
           fs::is_regular_file(fs::symlink_status(folder_ / "sent" / name, error));
}

std::vector<fs::path> outbox::waiting() const {
    std::vector<fs::path> paths;
    for (const mail_file& file : list_mail(folder_)) {
        paths.push_back(file.path);
    }
    return paths;
}

void outbox::mark_sent(const fs::path& message) const {
    const fs::path target = folder_ / "sent" / message.filename();
    if (target == message) {
        return;
    }
    const renamed result = rename_without_replacing(message, target);
    std::error_code error;
    const bool done =
        result == renamed::done || (result == renamed::source_missing && fs::exists(target, error));
    if (!done) {
        throw events::fault(
            "outbox_conflict",
            fmt::format("mark {} as sent: {}; look into the outbox", printable(message),
                        result == renamed::target_exists ? "it was sent before" : "it is gone"));
    }
    sync_folder(folder_ / "sent");
    sync_folder(folder_);
}

void clear_unfinished(const fs::path& folder) {
    std::error_code error; // whatever cannot be read or removed stands in nobody's way
    for (fs::directory_iterator office(folder, error), end; !error && office != end;
         office.increment(error)) {
        std::vector<fs::path> left;
        std::error_code ignored;
        for (fs::directory_iterator at(office->path(), ignored); !ignored && at != end;
             at.increment(ignored)) {
            if (is_unfinished(*at)) {
                left.push_back(at->path());
            }
        }
        for (const auto& file : left) {
            fs::remove(file, ignored);
        }
    }
}

} // namespace connectors
