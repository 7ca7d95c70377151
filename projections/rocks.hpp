#pragma once

#include "projections/row_batch.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

/// RocksDB, and the only file that knows it. Rows are written without a write-ahead log; flushes
/// take all families together, so that after a crash the rows are those of some earlier write and
/// nothing in between.
class rocks : public std::enable_shared_from_this<rocks> {
public:
    enum class use {
        serving, ///< written a little at a time and read by many
        loading, ///< filled from nothing: compaction waits until it serves
    };
    struct settings {
        std::filesystem::path folder;
        std::size_t block_cache_bytes = 0;
        std::size_t write_buffer_bytes = 0;
        use purpose = use::serving;
    };

    /// Opens the folder or makes it. Throws events::fault `store-open` or events::corruption.
    [[nodiscard]] static std::shared_ptr<rocks> open(const settings& how);
    ~rocks();
    rocks(const rocks&) = delete;
    rocks& operator=(const rocks&) = delete;

    [[nodiscard]] const std::filesystem::path& folder() const;
    /// Whether the folder goes with the last one who holds this.
    void remove_when_closed(bool remove);

    using visitor = std::function<bool(std::string_view key, std::string_view value)>;

    /// The rows as they are at the moment of pin(), for as long as it is held.
    class pinned {
    public:
        explicit pinned(std::shared_ptr<const rocks> of);
        ~pinned();
        pinned(const pinned&) = delete;
        pinned& operator=(const pinned&) = delete;

        [[nodiscard]] std::optional<std::string> get(table where, std::string_view key) const;
        [[nodiscard]] std::vector<std::optional<std::string>>
        get_many(table where, std::span<const std::string> keys) const;
        /// Rows with from <= key < to in key order, without the table's byte.
        void scan(table where, std::string_view from, std::string_view to,
                  const visitor& visit) const;

    private:
        std::shared_ptr<const rocks> of_;
        const void* at_;
    };
    [[nodiscard]] std::shared_ptr<const pinned> pin() const;

    /// The newest value.
    [[nodiscard]] std::optional<std::string> get(table where, std::string_view key) const;

    /// All changes become visible at once. Sorts the batch.
    void write(row_batch& changes);
    /// Adds the changes as sorted files, past the write buffers: for loading only. The families
    /// must not be written in any other way meanwhile. Sorts and clears the batch.
    void ingest(row_batch& changes);

    void flush();
    /// Brings every family into its tightest form.
    void compact();
    /// Ends loading: compaction begins by itself where it is needed.
    void serve();

    [[nodiscard]] std::uint64_t disk_bytes() const;
    [[nodiscard]] std::uint64_t memory_bytes() const;
    [[nodiscard]] std::uint64_t pins() const;

private:
    struct inside;
    explicit rocks(std::unique_ptr<inside> what);
    std::unique_ptr<inside> inside_;
};

} // namespace projections
