#include "events/sqlite_vault.hpp"

#include "events/sqlite_vault_file.hpp"
#include "events/sqlite_vault_reader.hpp"
#include "events/sqlite_vault_writer.hpp"

#include <fmt/format.h>

namespace events {
namespace {

/// Says failures of SQLite in the vault's terms. Their text names the file.
template <class Work> auto in_vault(Work&& work) {
    try {
        return work();
    } catch (const sqlite_fault& failed) {
        switch (failed.kind()) {
        case sqlite_failure::full:
            throw fault("disk-full",
                        fmt::format("vault: {}; free space, and ask again", failed.what()));
        case sqlite_failure::corrupt:
            throw corruption("vault-damaged",
                             fmt::format("vault: {}; keep this file, and restore the vault from "
                                         "a backup",
                                         failed.what()));
        case sqlite_failure::io:
        case sqlite_failure::busy:
        case sqlite_failure::constraint:
        case sqlite_failure::schema:
        case sqlite_failure::other:
            break;
        }
        throw fault("vault", fmt::format("vault: {}; check the path, its owner and the disk",
                                         failed.what()));
    }
}

class sqlite_vault : public portable_vault {
public:
    sqlite_vault(const std::filesystem::path& path, const installation_key& key)
        : writer_(open_vault_file(path, key), key), reader_(open_vault_file(path, key), key) {}

    void ensure(std::span<const person_id> persons) override {
        in_vault([&] {
            const auto missing = reader_.not_in_memory(persons);
            if (!missing.empty()) {
                auto made = writer_.ensure(missing);
                reader_.remember(made.keys, made.destroyed);
                for (auto& [person, key] : made.keys) {
                    wipe(key);
                }
            }
        });
    }

    [[nodiscard]] std::optional<data_key> key(const person_id& person) const override {
        return in_vault([&] { return reader_.key(person); });
    }

    void destroy(const person_id& person) override {
        in_vault([&] { writer_.destroy(person); });
    }

    void put_secret(std::string_view kind, std::string_view name, std::string_view value) override {
        in_vault([&] { writer_.put_secret(kind, name, value); });
    }

    [[nodiscard]] std::optional<std::string> secret(std::string_view kind,
                                                    std::string_view name) const override {
        return in_vault([&] { return reader_.secret(kind, name); });
    }

    [[nodiscard]] std::vector<std::pair<std::string, std::string>>
    secrets(std::string_view kind) const override {
        return in_vault([&] { return reader_.secrets(kind); });
    }

    void
    each_person(const std::function<void(std::span<const kept_person>)>& visit) const override {
        std::int64_t after = 0;
        for (;;) {
            auto some = in_vault([&] { return reader_.persons_after(after); });
            if (some.empty()) {
                return;
            }
            const wiped_keys at_the_end{some};
            visit(some);
        }
    }

    taken take_over(std::span<const kept_person> persons) override {
        return in_vault([&] { return writer_.take_over(persons); });
    }

    [[nodiscard]] std::vector<named_secret> all_secrets() const override {
        return in_vault([&] { return reader_.all_secrets(); });
    }

private:
    /// Keys in clear must not stay in memory that somebody else is given.
    struct wiped_keys {
        std::span<kept_person> of;
        ~wiped_keys() {
            for (auto& one : of) {
                if (one.key) {
                    wipe(*one.key);
                }
            }
        }
    };

    sqlite_vault_writer writer_;
    mutable sqlite_vault_reader reader_;
};

} // namespace

std::unique_ptr<portable_vault> open_sqlite_vault(const std::filesystem::path& path,
                                                  const installation_key& key) {
    return in_vault([&] { return std::make_unique<sqlite_vault>(path, key); });
}

} // namespace events
