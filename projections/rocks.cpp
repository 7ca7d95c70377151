#include "projections/rocks.hpp"

#include "events/fault.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <rocksdb/write_buffer_manager.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace projections {
namespace {

namespace db = ROCKSDB_NAMESPACE;

constexpr std::array<const char*, families> family_names{"default", "states", "timeline", "rows"};

void check(const db::Status& status, std::string_view tried, const std::filesystem::path& folder) {
    if (status.ok()) {
        return;
    }
    const std::string text = std::string{tried} + " the projections in " + folder.string() + ": " +
                             status.ToString() +
                             "; stop, and remove the folder to have it rebuilt from the log";
    if (status.IsCorruption()) {
        throw events::corruption("store-corrupt", text);
    }
    throw events::fault("store-io", text);
}

/// Files that are missing or foreign are damage; what is in the way (a lock, rights, a full disk)
/// is a fault of the machine, and the rows may be good.
void check_opened(const db::Status& status, const std::filesystem::path& folder) {
    if (status.IsInvalidArgument() || status.IsPathNotFound() || status.IsNotFound()) {
        check(db::Status::Corruption(status.ToString()), "open", folder);
    }
    check(status, "open", folder);
}

db::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(const db::Slice& text) { return {text.data(), text.size()}; }

std::string full_key(table where, std::string_view key) {
    std::string out;
    out.reserve(key.size() + 1);
    out.push_back(static_cast<char>(where));
    out.append(key);
    return out;
}

std::string table_end(table where) { return {static_cast<char>(static_cast<int>(where) + 1)}; }

/// Whether rows of a family are asked for by their whole key, and not in ranges alone.
constexpr bool is_looked_up(family which) { return which != family::timeline; }

std::shared_ptr<db::TableFactory> table_factory(const std::shared_ptr<db::Cache>& cache,
                                                family which) {
    db::BlockBasedTableOptions options;
    options.block_cache = cache;
    options.block_size = 8U << 10U;
    options.format_version = 5;
    options.checksum = db::kXXH3; // CRC32C is computed without hardware in Debian's build
    if (is_looked_up(which)) {
        options.filter_policy.reset(db::NewBloomFilterPolicy(10, false));
    }
    // Index and filter blocks count against the cache: that is what bounds the memory.
    options.cache_index_and_filter_blocks = true;
    options.cache_index_and_filter_blocks_with_high_priority = true;
    options.pin_l0_filter_and_index_blocks_in_cache = true;
    return std::shared_ptr<db::TableFactory>{db::NewBlockBasedTableFactory(options)};
}

db::ColumnFamilyOptions family_options(const rocks::settings& how,
                                       const std::shared_ptr<db::TableFactory>& tables) {
    db::ColumnFamilyOptions options;
    options.table_factory = tables;
    options.compression = db::kLZ4Compression;
    options.bottommost_compression = db::kLZ4Compression; // zstd there cost dashboards 7x at p99
    options.write_buffer_size = how.write_buffer_bytes / 2;
    options.max_write_buffer_number = 3;
    if (how.purpose == rocks::use::serving) {
        // Few rows to look through for the place of a new one: each costs a cache miss or two.
        options.write_buffer_size = how.write_buffer_bytes / 8;
        // What was just flushed is soon compacted, and compressed then.
        options.compression_per_level = {db::kNoCompression, db::kLZ4Compression};
        // Rows of a commit come in key order; from the place of the last one it is not far to that
        // of the next, in the same table (measured: a third of the time of a commit).
        options.memtable_insert_with_hint_prefix_extractor.reset(db::NewFixedPrefixTransform(1));
    }
    options.level_compaction_dynamic_level_bytes = true;
    if (how.purpose == rocks::use::loading) {
        options.disable_auto_compactions = true;
        options.level0_slowdown_writes_trigger = 1 << 30;
        options.level0_stop_writes_trigger = 1 << 30;
        options.soft_pending_compaction_bytes_limit = 0;
        options.hard_pending_compaction_bytes_limit = 0;
    }
    return options;
}

db::DBOptions database_options(const rocks::settings& how,
                               const std::shared_ptr<db::Cache>& cache) {
    db::DBOptions options;
    options.create_if_missing = true;
    options.create_missing_column_families = true;
    options.IncreaseParallelism(2);
    options.max_background_jobs = 2;
    options.allow_concurrent_memtable_write = false; // one thread writes
    options.atomic_flush = true; // without it, and without a WAL, families tear apart at kill -9
    options.write_buffer_manager =
        std::make_shared<db::WriteBufferManager>(how.write_buffer_bytes, cache);
    options.max_open_files = 512;
    options.info_log_level = db::WARN_LEVEL;
    options.keep_log_file_num = 2;
    options.max_manifest_file_size = 16U << 20U;
    // Files of rows are written in the background and little by little: the log's next sync, for
    // which callers wait, does not have to carry tens of megabytes of them.
    options.bytes_per_sync = 1U << 20U;
    db::Env::Default()->LowerThreadPoolCPUPriority(db::Env::LOW, db::CpuPriority::kLow);
    options.stats_dump_period_sec = 0;
    options.stats_persist_period_sec = 0;
    return options;
}

} // namespace

struct rocks::inside {
    settings how;
    std::shared_ptr<db::Cache> cache;
    std::array<db::Options, families> file_options; // of the files that ingest() writes
    std::unique_ptr<db::DB> base;
    std::array<db::ColumnFamilyHandle*, families> handles{};
    mutable std::atomic<std::uint64_t> pins{0};
    std::atomic<std::uint64_t> files_written{0};
    std::atomic<bool> removed_when_closed{false};

    [[nodiscard]] db::ColumnFamilyHandle* handle(table where) const {
        return handles[static_cast<std::size_t>(family_of(where))];
    }
    [[nodiscard]] std::optional<std::string> get(const db::ReadOptions& how_to_read, table where,
                                                 std::string_view key) const;
    [[nodiscard]] std::string write_file(row_batch& changes, family which);
};

std::shared_ptr<rocks> rocks::open(const settings& how) {
    auto made = std::make_unique<inside>();
    made->how = how;
    made->cache = db::NewLRUCache(how.block_cache_bytes, 4, false, 0.5);
    const auto base_options = database_options(how, made->cache);
    std::filesystem::create_directories(how.folder);
    std::vector<db::ColumnFamilyDescriptor> wanted;
    for (std::size_t i = 0; i < families; ++i) {
        const auto options =
            family_options(how, table_factory(made->cache, static_cast<family>(i)));
        wanted.emplace_back(family_names[i], options);
        made->file_options[i] = db::Options{base_options, options};
        // Of such rows LZ4 saves an eighth, and takes a twentieth of the time that loading takes.
        made->file_options[i].bottommost_compression = db::kNoCompression;
    }
    std::vector<db::ColumnFamilyHandle*> handles;
    db::DB* base = nullptr;
    check_opened(db::DB::Open(base_options, how.folder.string(), wanted, &handles, &base),
                 how.folder);
    made->base.reset(base);
    std::copy(handles.begin(), handles.end(), made->handles.begin());
    return std::shared_ptr<rocks>{new rocks{std::move(made)}};
}

rocks::rocks(std::unique_ptr<inside> what) : inside_(std::move(what)) {}

rocks::~rocks() {
    for (auto* handle : inside_->handles) {
        inside_->base->DestroyColumnFamilyHandle(handle);
    }
    inside_->base.reset();
    if (inside_->removed_when_closed) {
        std::error_code ignored; // what stays is removed when the store is opened next
        std::filesystem::remove_all(inside_->how.folder, ignored);
    }
}

void rocks::remove_when_closed(bool remove) { inside_->removed_when_closed = remove; }

const std::filesystem::path& rocks::folder() const { return inside_->how.folder; }

std::optional<std::string> rocks::inside::get(const db::ReadOptions& how_to_read, table where,
                                              std::string_view key) const {
    std::string out;
    const auto status = base->Get(how_to_read, handle(where), slice(full_key(where, key)), &out);
    if (status.IsNotFound()) {
        return std::nullopt;
    }
    check(status, "read", how.folder);
    return out;
}

std::optional<std::string> rocks::get(table where, std::string_view key) const {
    return inside_->get({}, where, key);
}

void rocks::write(row_batch& changes) {
    db::WriteBatch batch{changes.bytes() + 16 * changes.size()};
    for (std::size_t i = 0; i < families; ++i) {
        changes.sort(static_cast<family>(i));
        auto* const into = inside_->handles[i];
        changes.each(static_cast<family>(i), [&](const row_batch::row& one) {
            if (one.erased) {
                batch.Delete(into, slice(one.key));
            } else {
                batch.Put(into, slice(one.key), slice(one.value));
            }
        });
    }
    db::WriteOptions how_to_write;
    how_to_write.disableWAL = true;
    check(inside_->base->Write(how_to_write, &batch), "write to", inside_->how.folder);
}

std::string rocks::inside::write_file(row_batch& changes, family which) {
    changes.sort(which);
    const auto path = how.folder / ("load-" + std::to_string(files_written++) + ".sst");
    db::SstFileWriter file{db::EnvOptions{}, file_options[static_cast<std::size_t>(which)]};
    check(file.Open(path.string()), "write a file beside", how.folder);
    changes.each(which, [&](const row_batch::row& one) {
        check(one.erased ? file.Delete(slice(one.key)) : file.Put(slice(one.key), slice(one.value)),
              "write a file beside", how.folder);
    });
    check(file.Finish(), "write a file beside", how.folder);
    return path.string();
}

void rocks::ingest(row_batch& changes) {
    for (std::size_t i = 0; i < families; ++i) {
        if (!changes.has(static_cast<family>(i))) {
            continue;
        }
        db::IngestExternalFileOptions how_to_ingest;
        how_to_ingest.move_files = true;
        how_to_ingest.write_global_seqno = false;
        how_to_ingest.verify_file_checksum = false;
        check(inside_->base->IngestExternalFile(
                  inside_->handles[i], {inside_->write_file(changes, static_cast<family>(i))},
                  how_to_ingest),
              "add a file to", inside_->how.folder);
    }
    changes.clear();
}

void rocks::flush() {
    db::FlushOptions wait;
    check(inside_->base->Flush(wait, {inside_->handles.begin(), inside_->handles.end()}), "flush",
          inside_->how.folder);
}

void rocks::compact() {
    for (auto* handle : inside_->handles) {
        db::CompactRangeOptions all;
        all.max_subcompactions = 2;
        check(inside_->base->CompactRange(all, handle, nullptr, nullptr), "compact",
              inside_->how.folder);
    }
}

void rocks::serve() {
    const db::ColumnFamilyOptions usual;
    for (auto* handle : inside_->handles) {
        check(inside_->base->SetOptions(handle,
                                        {{"disable_auto_compactions", "false"},
                                         {"level0_slowdown_writes_trigger",
                                          std::to_string(usual.level0_slowdown_writes_trigger)},
                                         {"level0_stop_writes_trigger",
                                          std::to_string(usual.level0_stop_writes_trigger)}}),
              "set options of", inside_->how.folder);
    }
}

std::uint64_t rocks::disk_bytes() const {
    std::uint64_t out = 0;
    inside_->base->GetAggregatedIntProperty(db::DB::Properties::kTotalSstFilesSize, &out);
    return out;
}

std::uint64_t rocks::memory_bytes() const {
    return inside_->cache->GetUsage(); // write buffers are charged to it
}

std::uint64_t rocks::pins() const { return inside_->pins; }

std::shared_ptr<const rocks::pinned> rocks::pin() const {
    return std::make_shared<const pinned>(shared_from_this());
}

rocks::pinned::pinned(std::shared_ptr<const rocks> of)
    : of_(std::move(of)), at_(of_->inside_->base->GetSnapshot()) {
    ++of_->inside_->pins;
}

rocks::pinned::~pinned() {
    of_->inside_->base->ReleaseSnapshot(static_cast<const db::Snapshot*>(at_));
    --of_->inside_->pins;
}

std::optional<std::string> rocks::pinned::get(table where, std::string_view key) const {
    db::ReadOptions how;
    how.snapshot = static_cast<const db::Snapshot*>(at_);
    return of_->inside_->get(how, where, key);
}

std::vector<std::optional<std::string>>
rocks::pinned::get_many(table where, std::span<const std::string> keys) const {
    db::ReadOptions how;
    how.snapshot = static_cast<const db::Snapshot*>(at_);
    std::vector<std::string> full;
    full.reserve(keys.size());
    for (const auto& key : keys) {
        full.push_back(full_key(where, key));
    }
    const std::vector<db::Slice> slices{full.begin(), full.end()};
    std::vector<db::PinnableSlice> values(keys.size());
    std::vector<db::Status> statuses(keys.size());
    of_->inside_->base->MultiGet(how, of_->inside_->handle(where), slices.size(), slices.data(),
                                 values.data(), statuses.data());
    std::vector<std::optional<std::string>> out(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (statuses[i].IsNotFound()) {
            continue;
        }
        check(statuses[i], "read", of_->inside_->how.folder);
        out[i] = values[i].ToString();
    }
    return out;
}

void rocks::pinned::scan(table where, std::string_view from, std::string_view to,
                         const visitor& visit) const {
    const std::string first = full_key(where, from);
    const std::string last = to.empty() ? table_end(where) : full_key(where, to);
    const db::Slice bound{last};
    db::ReadOptions how;
    how.snapshot = static_cast<const db::Snapshot*>(at_);
    how.iterate_upper_bound = &bound;
    const std::unique_ptr<db::Iterator> rows{
        of_->inside_->base->NewIterator(how, of_->inside_->handle(where))};
    for (rows->Seek(first); rows->Valid(); rows->Next()) {
        if (!visit(view(rows->key()).substr(1), view(rows->value()))) {
            return;
        }
    }
    check(rows->status(), "scan", of_->inside_->how.folder);
}

} // namespace projections
