#include "events/sqlite_log.hpp"
#include "events/sqlite_log_file.hpp"

#include <fmt/format.h>

namespace events {
namespace {

constexpr std::size_t problems_max = 100;

void check_structure(const std::filesystem::path& path, std::vector<std::string>& problems) {
    try {
        const sqlite_database database(path, way_to_read_log(path));
        sqlite_statement rows(database, "PRAGMA integrity_check");
        while (rows.step()) {
            if (rows.column_bytes(0) != "ok") {
                problems.push_back(fmt::format("{}: {}", path.string(), rows.column_bytes(0)));
            }
        }
    } catch (const sqlite_fault& failed) {
        problems.emplace_back(failed.what());
    }
}

/// Goes on after a damaged record, so that the others are named too.
void check_records(const log& of, partition_id partition, std::vector<std::string>& problems) {
    offset at = 0;
    const offset end = of.end(partition);
    for (; at < end && problems.size() < problems_max; ++at) {
        try {
            at = of.read(partition, at, end - at, [&](const stored_record& stored) {
                at = stored.at + 1;
                return true;
            });
        } catch (const fault& failed) {
            problems.emplace_back(failed.what());
        }
    }
}

} // namespace

std::vector<std::string> check_sqlite_log(const std::filesystem::path& path) {
    std::vector<std::string> problems;
    check_structure(path, problems);
    try {
        const auto of = open_sqlite_log_read_only(path);
        for (std::uint32_t p = 0; p < of->partitions(); ++p) {
            check_records(*of, {p}, problems);
            if (const offset end = of->end({p}); end < of->remembered_end({p})) {
                problems.push_back(damage_text(path, {p}, end, "is missing, and all after it"));
            }
        }
    } catch (const fault& failed) {
        problems.emplace_back(failed.what());
    }
    return problems;
}

} // namespace events
