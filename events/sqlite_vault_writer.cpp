#include "events/sqlite_vault_writer.hpp"

#include "events/sqlite_vault_file.hpp"
#include "events/vault_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace events {

sqlite_vault_writer::sqlite_vault_writer(sqlite_database database, const installation_key& key)
    : database_(std::move(database)), installation_(key),
      presence_(database_, "SELECT destroyed FROM persons WHERE person = ?"),
      insert_(database_, "INSERT INTO persons (person, wrapped, destroyed) VALUES (?, ?, 0)"),
      destroyed_(database_, destroyed_query) {}

sqlite_vault_writer::made_keys sqlite_vault_writer::ensure(std::span<const person_id> persons) {
    request mine{persons};
    std::unique_lock lock(queue_mutex_);
    waiting_.push_back(&mine);
    answered_.wait(lock, [&] { return mine.answered || !serving_; });
    if (!mine.answered) {
        serving_ = true;
        const auto requests = std::exchange(waiting_, {});
        lock.unlock();
        serve(requests);
        lock.lock();
        serving_ = false;
        for (auto* one : requests) {
            one->answered = true;
        }
        answered_.notify_all();
    }
    lock.unlock();
    if (mine.problem) {
        std::rethrow_exception(mine.problem);
    }
    return std::move(mine.made);
}

void sqlite_vault_writer::serve(const std::vector<request*>& requests) {
    try {
        change([&] {
            const auto destroyed = first_number(destroyed_);
            for (auto* one : requests) {
                one->made.destroyed = destroyed;
                make_keys(*one);
            }
        });
    } catch (...) {
        for (auto* one : requests) {
            one->problem = std::current_exception();
        }
    }
}

void sqlite_vault_writer::make_keys(request& wanted) {
    for (const auto& person : wanted.persons) {
        if (presence_of(person) == presence::destroyed) {
            wanted.problem = std::make_exception_ptr(destroyed_fault(person));
            return;
        }
    }
    wanted.made.keys.reserve(wanted.persons.size()); // moved about, they would leave copies
    for (const auto& person : wanted.persons) {
        if (presence_of(person) == presence::none) {
            data_key key = random_key();
            insert_key(person, key);
            wanted.made.keys.emplace_back(person, key);
            wipe(key);
        }
    }
}

void sqlite_vault_writer::destroy(const person_id& person) {
    change([&] {
        if (presence_of(person) != presence::destroyed) {
            leave_tombstone(person);
        }
    });
    forget_old_pages(person);
}

/// The WAL still holds the row as it was when the key was made.
void sqlite_vault_writer::forget_old_pages(const person_id& person) {
    const std::lock_guard lock(mutex_);
    if (database_.checkpoint(sqlite_checkpoint::truncate).blocked) {
        throw fault("vault-busy",
                    fmt::format("erase person {}: the person is erased, but another program keeps "
                                "the wrapped key in {}-wal by reading it; end that program and "
                                "erase again",
                                person.str(), database_.path().string()));
    }
}

void sqlite_vault_writer::leave_tombstone(const person_id& person) {
    if (presence_of(person) == presence::none) {
        insert_.bind_text(1, person.str()).bind_blob(2, "").run();
    }
    // Of the same size as before, so that SQLite overwrites the very bytes.
    sqlite_statement(database_, "UPDATE persons SET wrapped = zeroblob(length(wrapped)), "
                                "destroyed = 1 WHERE person = ?")
        .bind_text(1, person.str())
        .run();
    database_.execute("UPDATE vault SET value = value + 1 WHERE name = 'destroyed'");
}

void sqlite_vault_writer::insert_key(const person_id& person, const data_key& key) {
    const std::string wrapped = aead_seal(installation_.bytes, key_binding(person.str()),
                                          {reinterpret_cast<const char*>(key.data()), key.size()});
    insert_.bind_text(1, person.str()).bind_blob(2, wrapped).run();
}

portable_vault::taken sqlite_vault_writer::take_over(std::span<const kept_person> persons) {
    portable_vault::taken out;
    const person_id* erased = nullptr;
    change([&] {
        for (const auto& one : persons) {
            require_same_key(one);
        }
        for (const auto& one : persons) {
            const auto is = presence_of(one.person);
            if (one.key && is == presence::none) {
                insert_key(one.person, *one.key);
                ++out.keys;
            } else if (!one.key && is != presence::destroyed) {
                leave_tombstone(one.person);
                erased = &one.person;
                ++out.erased;
            }
        }
    });
    if (erased != nullptr) {
        forget_old_pages(*erased);
    }
    return out;
}

void sqlite_vault_writer::require_same_key(const kept_person& one) {
    if (!one.key || presence_of(one.person) != presence::key) {
        return;
    }
    sqlite_statement row(database_, "SELECT wrapped FROM persons WHERE person = ?");
    static_cast<void>(row.bind_text(1, one.person.str()).step());
    auto known = aead_open(installation_.bytes, key_binding(one.person.str()), row.column_bytes(0));
    const bool same =
        known && known->size() == one.key->size() &&
        std::equal(known->begin(), known->end(), one.key->begin(),
                   [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
    if (known) {
        wipe({reinterpret_cast<std::uint8_t*>(known->data()), known->size()});
    }
    if (!same) {
        throw other_key_fault(one.person);
    }
}

void sqlite_vault_writer::put_secret(std::string_view kind, std::string_view name,
                                     std::string_view value) {
    const std::string wrapped = aead_seal(installation_.bytes, secret_binding(kind, name), value);
    change([&] {
        // Tells readers, in other processes too, that what they know of secrets may be old.
        database_.execute("INSERT INTO vault VALUES ('secrets', 1) ON CONFLICT (name) DO UPDATE "
                          "SET value = value + 1");
        if (value.empty()) {
            sqlite_statement(database_, "DELETE FROM secrets WHERE kind = ? AND name = ?")
                .bind_text(1, kind)
                .bind_text(2, name)
                .run();
            return;
        }
        sqlite_statement(database_, "INSERT INTO secrets (kind, name, wrapped) VALUES (?, ?, ?) "
                                    "ON CONFLICT (kind, name) DO UPDATE SET wrapped = "
                                    "excluded.wrapped")
            .bind_text(1, kind)
            .bind_text(2, name)
            .bind_blob(3, wrapped)
            .run();
    });
}

sqlite_vault_writer::presence sqlite_vault_writer::presence_of(const person_id& person) {
    const sqlite_reset reset(presence_);
    if (!presence_.bind_text(1, person.str()).step()) {
        return presence::none;
    }
    return presence_.column(0) == 0 ? presence::key : presence::destroyed;
}

void sqlite_vault_writer::change(const std::function<void()>& work) {
    const std::lock_guard lock(mutex_);
    if (!stopped_.empty()) {
        throw fault("vault-stopped", stopped_);
    }
    bool committing = false;
    try {
        sqlite_transaction transaction(database_);
        work();
        committing = true;
        transaction.commit();
    } catch (const sqlite_fault& failed) {
        if (committing && failed.kind() != sqlite_failure::full) {
            // After a failed sync a later one that succeeds proves nothing.
            stopped_ =
                fmt::format("change the vault: {}; whether the disk holds the change is unknown, "
                            "end this process and start it again",
                            failed.what());
            throw fault("vault-stopped", stopped_);
        }
        throw;
    }
}

} // namespace events
