#include "connectors/duties/outgoing_progress.hpp"

#include "connectors/mail/files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>

namespace connectors {
namespace {

constexpr const char* progress_kind = "duty";
std::string progress_name(events::partition_id partition) {
    return fmt::format("outgoing/{}", partition.value);
}

} // namespace

std::vector<events::offset> outgoing_progress_in(const std::filesystem::path& outbox,
                                                 std::uint32_t partitions) {
    std::vector<events::offset> passed(partitions, 0);
    std::ifstream in(outbox / "checkpoint");
    for (auto& one : passed) {
        if (!(in >> one)) {
            one = 0; // what lies in the outbox or its `sent` is not put there again
        }
    }
    return passed;
}

void keep_outgoing_progress(const std::filesystem::path& outbox,
                            const std::vector<events::offset>& passed) {
    std::filesystem::create_directories(outbox);
    const auto fresh = outbox / "checkpoint.new";
    std::error_code ignored;
    std::filesystem::remove(fresh, ignored); // of a process that was killed
    write_synced(fresh, fmt::format("{}\n", fmt::join(passed, "\n")));
    std::filesystem::rename(fresh, outbox / "checkpoint");
    sync_folder(outbox);
}

std::optional<events::offset> outgoing_progress_in(const events::vault& shared,
                                                   events::partition_id partition) {
    const auto found = shared.secret(progress_kind, progress_name(partition));
    return found ? std::optional<events::offset>{std::stoull(*found)} : std::nullopt;
}

void keep_outgoing_progress(events::vault& shared, events::partition_id partition,
                            events::offset passed) {
    shared.put_secret(progress_kind, progress_name(partition), std::to_string(passed));
}

bool raise_outgoing_progress(events::vault& shared, events::partition_id partition,
                             events::offset passed) {
    return shared.change_secret(progress_kind, progress_name(partition),
                                [&](const auto& now) -> std::optional<std::string> {
                                    if ((now ? std::stoull(*now) : 0) >= passed) {
                                        return std::nullopt;
                                    }
                                    return std::to_string(passed);
                                });
}

std::vector<events::offset> outgoing_progress_at(const outgoing_progress_place& where,
                                                 std::uint32_t partitions) {
    if (where.shared == nullptr) {
        return where.outbox.empty() ? std::vector<events::offset>(partitions, 0)
                                    : outgoing_progress_in(where.outbox, partitions);
    }
    std::vector<events::offset> passed;
    for (std::uint32_t p = 0; p < partitions; ++p) {
        passed.push_back(outgoing_progress_in(*where.shared, events::partition_id{p}).value_or(0));
    }
    return passed;
}

std::size_t raise_outgoing_progress(const outgoing_progress_place& where,
                                    const std::vector<events::offset>& passed) {
    const auto partitions = static_cast<std::uint32_t>(passed.size());
    auto there = outgoing_progress_at(where, partitions);
    std::size_t raised = 0;
    for (std::uint32_t p = 0; p < partitions; ++p) {
        if (there[p] < passed[p]) {
            there[p] = passed[p];
            ++raised;
            if (where.shared != nullptr) {
                keep_outgoing_progress(*where.shared, events::partition_id{p}, passed[p]);
            }
        }
    }
    if (raised > 0 && where.shared == nullptr && !where.outbox.empty()) {
        keep_outgoing_progress(where.outbox, there);
    }
    return raised;
}

} // namespace connectors
