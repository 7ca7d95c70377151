#pragma once

#include "events/memory_log.hpp"
#include "projections/store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace testing_support {

/// A log in memory and a store that folds it, in a folder of its own.
class projected {
public:
    explicit projected(std::uint32_t partitions = 1);
    /// Over records that are there already: the store loads them as it opens.
    explicit projected(std::shared_ptr<events::memory_records> records);

    /// Lands the same records in the own log, for the store to fold.
    void copy_log(const events::log& from);

    [[nodiscard]] events::memory_log& log() { return log_; }
    [[nodiscard]] projections::store& store() { return *store_; }
    [[nodiscard]] const projections::store& store() const { return *store_; }
    [[nodiscard]] std::filesystem::path folder() const { return folder_ / "projections"; }

    /// Folds what the log has, in commits of `batch` records, one partition after the other.
    projections::snapshot fold(std::size_t batch = 1000);
    /// Closes the store and opens it again.
    void reopen();
    void close() { store_.reset(); }
    void open();

    /// Small bounds, so that tests meet them.
    projections::store_options options;

private:
    support::temporary_folder folder_;
    events::memory_log log_;
    std::optional<projections::store> store_;
};

} // namespace testing_support
