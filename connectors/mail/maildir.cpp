#include "connectors/mail/maildir.hpp"

#include "connectors/mail/files.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/unicode.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace connectors {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view flags_mark = ":2,";
/// The longest file name of Linux file systems.
constexpr std::size_t name_bytes_max = 255;

bool is_real_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(fs::symlink_status(path, error));
}

bool is_maildir(const fs::path& place) {
    return is_real_folder(place / "new") && is_real_folder(place / "cur");
}

/// The name without its flags, and the flags.
std::pair<std::string, std::string> split_flags(const std::string& name) {
    const auto mark = name.rfind(flags_mark);
    if (mark == std::string::npos) {
        return {name, ""};
    }
    return {name.substr(0, mark), name.substr(mark + flags_mark.size())};
}

bool has_seen_flag(const fs::path& path) {
    return split_flags(path.filename().native()).second.find('S') != std::string::npos;
}

/// The plain files of a folder by name, without dot files.
std::vector<fs::path> plain_files(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code unknown;
        if (fs::is_regular_file(at->symlink_status(unknown)) &&
            !at->path().filename().native().starts_with('.')) {
            found.push_back(at->path());
        }
    }
    if (error) {
        throw events::fault("mail_file", fmt::format("list the mail in {}: {}; mend the folder and "
                                                     "try again",
                                                     printable(folder), error.message()));
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// A base name that still fits with its flags; a hash keeps shortened names apart.
std::string fitting(const std::string& base, std::size_t flags) {
    if (base.size() + flags_mark.size() + flags <= name_bytes_max) {
        return base;
    }
    return base.substr(0, 180) + "_" + events::hex(events::sha256(base)).substr(0, 32);
}

fs::path seen_path(const fs::path& maildir, const fs::path& path) {
    auto [base, flags] = split_flags(path.filename().native());
    if (flags.find('S') == std::string::npos) {
        flags.push_back('S');
        std::sort(flags.begin(), flags.end());
    }
    return maildir / "cur" / (fitting(base, flags.size()) + std::string(flags_mark) + flags);
}

} // namespace

std::vector<mail_file> list_mail(const fs::path& place) {
    std::vector<mail_file> found;
    if (is_maildir(place)) {
        for (const fs::path& path : plain_files(place / "new")) {
            found.push_back({path, false});
        }
        for (const fs::path& path : plain_files(place / "cur")) {
            found.push_back({path, has_seen_flag(path)});
        }
        return found;
    }
    if (!is_real_folder(place)) {
        // A single file is named by a person; reading it says what is wrong with it.
        return {{place, false}};
    }
    for (const fs::path& path : plain_files(place)) {
        if (lower_ascii(path.extension().native()) == ".eml") {
            found.push_back({path, false});
        }
    }
    return found;
}

std::vector<mail_file> list_new_mail(const fs::path& maildir) {
    std::vector<mail_file> found;
    for (const fs::path& path : plain_files(maildir / "new")) {
        found.push_back({path, false});
    }
    return found;
}

std::vector<fs::path> list_odd_mail(const fs::path& maildir) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator at(maildir / "new", error), end; !error && at != end;
         at.increment(error)) {
        std::error_code unknown;
        if (!fs::is_regular_file(at->symlink_status(unknown)) && !unknown &&
            !at->path().filename().native().starts_with('.')) {
            found.push_back(at->path());
        }
    }
    return found;
}

void make_maildir(const fs::path& maildir) {
    for (const auto* below : {"tmp", "cur", "new"}) {
        std::error_code error;
        fs::create_directories(maildir / below, error);
        if (error) {
            throw events::fault(mail_file_fault,
                                fmt::format("make the Maildir {}: {}; mend it and try again",
                                            printable(maildir), error.message()));
        }
    }
}

fs::path refuse_mail(const fs::path& maildir, const fs::path& file, const std::string& why) {
    const fs::path folder = maildir / "refused";
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        throw events::fault(mail_file_fault,
                            fmt::format("make the folder {}: {}; mend it and try again",
                                        printable(folder), error.message()));
    }
    const auto base = fitting(file.filename().native(), 20);
    for (int copy = 0; copy < 1000; ++copy) {
        const auto name = copy == 0 ? base : fmt::format("{}.{}", base, copy);
        const fs::path note = folder / (name + ".txt");
        if (fs::exists(fs::symlink_status(note, error)) ||
            fs::exists(fs::symlink_status(folder / name, error))) {
            continue;
        }
        write_synced(note, why + "\n"); // first: nothing lies there without its reason
        if (rename_without_replacing(file, folder / name) != renamed::done) {
            fs::remove(note, error);
            continue;
        }
        sync_folder(folder);
        sync_folder(file.parent_path());
        return folder / name;
    }
    throw events::fault(mail_file_fault,
                        fmt::format("set aside {}: there are a thousand of that name in {}; look "
                                    "at them and clear the folder",
                                    printable(file), printable(folder)));
}

mail_bytes read_mail(const mail_file& file) {
    file_bytes read = read_plain_file(file.path, mail_limits::kept_bytes_max);
    mail_bytes result{std::move(read.bytes), std::nullopt};
    if (read.whole) {
        result.cut = cut_mail{*read.whole, read.size};
    }
    return result;
}

mail_file mark_seen(const mail_file& file) {
    const fs::path folder = file.path.parent_path();
    const bool in_new = folder.filename() == "new";
    if ((!in_new && folder.filename() != "cur") || !is_maildir(folder.parent_path())) {
        return file;
    }
    const fs::path target = seen_path(folder.parent_path(), file.path);
    if (target == file.path) {
        return {target, true};
    }
    const renamed result = rename_without_replacing(file.path, target);
    std::error_code error;
    const bool there = fs::is_regular_file(fs::symlink_status(target, error));
    if (result == renamed::target_exists || (result == renamed::source_missing && !there)) {
        throw events::fault("mail_file",
                            fmt::format("mark {} as seen: {}; look at both and remove one",
                                        printable(file.path),
                                        there ? "another message has that name" : "it is gone"));
    }
    sync_folder(folder.parent_path() / "cur");
    sync_folder(folder);
    return {target, true};
}

} // namespace connectors
