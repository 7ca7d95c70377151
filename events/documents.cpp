#include "events/documents.hpp"

#include "events/aead.hpp"
#include "events/fault.hpp"
#include "events/files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <map>
#include <mutex>
#include <set>

namespace events {
namespace {

constexpr mode_t owner_only = 0600;
constexpr mode_t owner_only_folder = 0700;
/// What a killed process left half written; others on a shared mount are done much sooner.
constexpr std::chrono::hours unfinished_age_max{24};

class folder_documents : public document_store {
public:
    folder_documents(const std::filesystem::path& folder, document_syncing syncing)
        : root_(std::filesystem::absolute(folder)), syncing_(syncing) {
        make_folder(root_);
        make_folder(unfinished());
        sync_folder(root_.parent_path());
        remove_unfinished();
    }

    digest put(std::string_view bytes) override {
        const digest name = sha256(bytes);
        const auto path = path_of(name);
        const auto folder = path.parent_path();
        if (syncing_ == document_syncing::together) {
            put_unsynced(name, bytes, path);
            return name;
        }
        if (!is_whole(name)) {
            make_folder(folder.parent_path());
            make_folder(folder);
            const auto fresh =
                unfinished() / fmt::format("{}.{}", hex(name), hex(sha256(random_bytes(16))));
            write_new_file(fresh, bytes, owner_only);
            if (rename(fresh.c_str(), path.c_str()) != 0) {
                fail_on_file("name", path);
            }
        }
        // Also when it was there: whoever put it may not have come as far as this.
        sync_folder(folder);
        keep_name_of(folder);
        keep_name_of(folder.parent_path());
        return name;
    }

    [[nodiscard]] std::optional<std::string> get(const digest& name) const override {
        auto bytes = read_file(path_of(name));
        if (bytes && sha256(*bytes) != name) {
            throw corruption("document-damaged",
                             fmt::format("read {}: its bytes are not those it is named after; keep "
                                         "the file, and restore the document from a backup",
                                         path_of(name).string()));
        }
        return bytes;
    }

    [[nodiscard]] bool has(const digest& name) const override {
        std::error_code problem;
        const bool there = std::filesystem::is_regular_file(path_of(name), problem);
        if (problem && problem != std::errc::no_such_file_or_directory) {
            errno = problem.value();
            fail_on_file("look for", path_of(name));
        }
        return there;
    }

private:
    [[nodiscard]] std::filesystem::path unfinished() const { return root_ / "unfinished"; }

    [[nodiscard]] std::filesystem::path path_of(const digest& name) const {
        const std::string text = hex(name);
        return root_ / text.substr(0, 2) / text.substr(2, 2) / text;
    }

    void put_unsynced(const digest& name, std::string_view bytes,
                      const std::filesystem::path& path) const {
        if (!has(name)) {
            make_folder(path.parent_path().parent_path());
            make_folder(path.parent_path());
            write_new_file(path, bytes, owner_only, file_syncing::later);
        }
    }

    [[nodiscard]] bool is_whole(const digest& name) const {
        const auto bytes = read_file(path_of(name));
        return bytes && sha256(*bytes) == name;
    }

    static void make_folder(const std::filesystem::path& folder) {
        if (mkdir(folder.c_str(), owner_only_folder) != 0 && errno != EEXIST) {
            fail_on_file("make the folder", folder);
        }
    }

    /// Syncs the folder above, once a folder: its name is then durable for good.
    void keep_name_of(const std::filesystem::path& folder) {
        {
            const std::lock_guard lock(mutex_);
            if (kept_names_.contains(folder)) {
                return;
            }
        }
        sync_folder(folder.parent_path());
        const std::lock_guard lock(mutex_);
        kept_names_.insert(folder);
    }

    void remove_unfinished() const {
        const auto now = std::filesystem::file_time_type::clock::now();
        for (const auto& file : std::filesystem::directory_iterator(unfinished())) {
            std::error_code gone;
            const auto written = file.last_write_time(gone);
            if (!gone && now - written > unfinished_age_max) {
                std::filesystem::remove(file, gone);
            }
        }
    }

    std::filesystem::path root_;
    document_syncing syncing_;
    std::mutex mutex_;
    std::set<std::filesystem::path> kept_names_;
};

class memory_documents : public document_store {
public:
    digest put(std::string_view bytes) override {
        const digest name = sha256(bytes);
        const std::lock_guard lock(mutex_);
        documents_[name] = bytes;
        return name;
    }

    [[nodiscard]] std::optional<std::string> get(const digest& name) const override {
        const std::lock_guard lock(mutex_);
        const auto found = documents_.find(name);
        return found != documents_.end() ? std::optional(found->second) : std::nullopt;
    }

    [[nodiscard]] bool has(const digest& name) const override {
        const std::lock_guard lock(mutex_);
        return documents_.contains(name);
    }

private:
    mutable std::mutex mutex_;
    std::map<digest, std::string> documents_;
};

} // namespace

std::unique_ptr<document_store> open_document_folder(const std::filesystem::path& folder,
                                                     document_syncing syncing) {
    return std::make_unique<folder_documents>(folder, syncing);
}

std::unique_ptr<document_store> make_memory_documents() {
    return std::make_unique<memory_documents>();
}

} // namespace events
