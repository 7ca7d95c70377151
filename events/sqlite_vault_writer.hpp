#pragma once

#include "events/installation_key.hpp"
#include "events/portable_vault.hpp"
#include "events/sqlite.hpp"

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace events {

/// The connection that changes the vault. Callers who ask for keys at the same time share a sync.
class sqlite_vault_writer {
public:
    sqlite_vault_writer(sqlite_database database, const installation_key& key);

    /// Keys that did not exist before, and how often persons had been erased when they were made.
    struct made_keys {
        std::vector<std::pair<person_id, data_key>> keys;
        std::int64_t destroyed = 0;
    };
    /// Returns those that were made now.
    [[nodiscard]] made_keys ensure(std::span<const person_id> persons);
    void destroy(const person_id& person);
    void put_secret(std::string_view kind, std::string_view name, std::string_view value);
    portable_vault::taken take_over(std::span<const kept_person> persons);

private:
    enum class presence { none, key, destroyed };
    struct request {
        std::span<const person_id> persons;
        made_keys made{};
        std::exception_ptr problem{};
        bool answered = false;
    };

    void serve(const std::vector<request*>& requests);
    void make_keys(request& wanted);
    void leave_tombstone(const person_id& person);
    void insert_key(const person_id& person, const data_key& key);
    void require_same_key(const kept_person& one);
    void forget_old_pages(const person_id& person);
    [[nodiscard]] presence presence_of(const person_id& person);
    /// One durable transaction around `work`.
    void change(const std::function<void()>& work);

    std::mutex mutex_; ///< the connection
    sqlite_database database_;
    installation_key installation_;
    sqlite_statement presence_;
    sqlite_statement insert_;
    sqlite_statement destroyed_;
    std::string stopped_; ///< why nothing is changed any more; empty while all is well

    std::mutex queue_mutex_;
    std::condition_variable answered_;
    std::vector<request*> waiting_;
    bool serving_ = false;
};

} // namespace events
