#include "projections/house.hpp"

#include "events/digest.hpp"
#include "events/fault.hpp"
#include "projections/catalogue.hpp"
#include "projections/fold_ledger.hpp"
#include "projections/timeline.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace projections {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view rows_prefix = "rows-";
constexpr std::string_view origin_key = "origin";
constexpr const char* current_file = "CURRENT";
constexpr const char* damage_file = "DAMAGED";

[[noreturn]] void refuse(const std::string& tried, const fs::path& path) {
    throw events::fault("store-io", tried + " " + path.string() + ": " + std::strerror(errno) +
                                        "; see that the folder may be written, and start again");
}

void sync_file(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        refuse("open", path);
    }
    const int failed = ::fsync(file);
    ::close(file);
    if (failed != 0) {
        refuse("sync", path);
    }
}

/// What the rows were made with and from.
std::string origin_of(const events::log& log) {
    return events::hex(events::sha256(store_schema())) + " partitions " +
           std::to_string(log.partitions());
}

std::string why_other_log(const passed_mark& mark, const events::log& log,
                          events::partition_id partition) {
    const std::string name = "partition " + std::to_string(partition.value);
    if (mark.next > log.end(partition)) {
        return name + " is folded to " + std::to_string(mark.next) + ", but the log ends at " +
               std::to_string(log.end(partition));
    }
    if (mark.last && events::sha256(event_bytes(log, {partition, *mark.last})) != mark.hash) {
        return name + " holds another event at " + std::to_string(*mark.last) +
               " than the one that was folded";
    }
    return {};
}

} // namespace

house::house(fs::path folder) : folder_(std::move(folder)) { fs::create_directories(folder_); }

fs::path house::current() const {
    std::ifstream file{folder_ / current_file};
    std::string name;
    if (!std::getline(file, name) || !name.starts_with(rows_prefix) ||
        !fs::is_directory(folder_ / name)) {
        return {};
    }
    return folder_ / name;
}

fs::path house::vacant() const {
    for (unsigned i = 1;; ++i) {
        auto path = folder_ / (std::string{rows_prefix} + std::to_string(i));
        if (!fs::exists(path)) {
            return path;
        }
    }
}

void house::write_durably(const std::string& name, const std::string& text) const {
    const auto draft = folder_ / (name + ".new");
    std::ofstream file{draft, std::ios::trunc};
    file << text;
    file.close();
    if (!file) {
        refuse("write", draft);
    }
    sync_file(draft);
    fs::rename(draft, folder_ / name);
    sync_file(folder_);
}

void house::move_to(const fs::path& rows) const {
    write_durably(current_file, rows.filename().string() + '\n');
    fs::remove(folder_ / damage_file); // it was about the rows before
}

void house::remember_damage(const fs::path& rows, const std::string& what) const {
    write_durably(damage_file, rows.filename().string() + '\n' + what + '\n');
}

std::string house::damage() const {
    std::ifstream file{folder_ / damage_file};
    std::string name;
    std::string what;
    if (!std::getline(file, name) || current() != folder_ / name) {
        return {};
    }
    return std::getline(file, what) && !what.empty() ? what : "the rows are damaged";
}

void house::set_aside(const fs::path& rows) const {
    std::error_code ignored; // what cannot be kept is a leftover
    fs::remove_all(folder_ / "damaged", ignored);
    fs::rename(rows, folder_ / "damaged", ignored);
}

void house::clear_leftovers() const {
    const auto kept = current();
    for (const auto& entry : fs::directory_iterator{folder_}) {
        if (entry.is_directory() && entry.path() != kept &&
            entry.path().filename().string().starts_with(rows_prefix)) {
            fs::remove_all(entry.path());
        }
    }
    if (damage().empty()) {
        fs::remove(folder_ / damage_file);
    }
}

void write_origin(rocks& rows, const events::log& log) {
    row_batch changes;
    changes.put(table::meta, origin_key, origin_of(log));
    rows.write(changes);
}

unusable why_unusable(const rocks& rows, const events::log& log) {
    const auto origin = rows.get(table::meta, origin_key);
    if (!origin) {
        return {"the folder holds no rows of a finished start"};
    }
    // Before what the program has changed: places and hashes in a log mean the same in all
    // versions.
    for (std::uint32_t i = 0; i < log.partitions(); ++i) {
        if (const auto mark = mark_of(rows, {i})) {
            if (auto why = why_other_log(*mark, log, {i}); !why.empty()) {
                return {std::move(why), true};
            }
        }
    }
    if (*origin != origin_of(log)) {
        return {
            "the rows are of another version of the program or of another number of partitions"};
    }
    return {};
}

} // namespace projections
