#include "events/kafka_vault.hpp"

#include "events/kafka_log_writer.hpp"
#include "events/kafka_topic.hpp"
#include "events/kafka_topic_watch.hpp"
#include "events/kafka_vault_reader.hpp"
#include "events/shared_secret.hpp"
#include "events/vault_faults.hpp"

#include <fmt/format.h>

#include <future>

namespace events {
namespace {

constexpr partition_id the_one{0};
/// A request must not hold its thread much longer. What is late may still land, which is no harm.
constexpr std::chrono::seconds patience{5};
/// Keys that are in clear at once while a vault is copied.
constexpr std::size_t persons_at_once = 1000;

class kafka_vault : public portable_vault {
public:
    kafka_vault(const kafka_log_options& options, const installation_key& key,
                beginning_a_vault beginning)
        : topic_(options.topic), reader_(options, key),
          watch_(options, 1, {}, kafka_topic_watch::topic_of::keys) {
        if (beginning == beginning_a_vault::refused) {
            require_begun(options);
        }
        if (!options.read_only) {
            writer_ = std::make_unique<kafka_log_writer>(
                options.cluster, options.topic, 1,
                kafka_record_form{.content_type = "application/octet-stream",
                                  .empty_is_tombstone = true},
                [](partition_id, offset) {});
            begin();
            bury(); // what a crash left between an erasure and its tombstones
        }
        require_our_key(options);
    }

    void ensure(std::span<const person_id> persons) override {
        std::vector<key_record> missing;
        bool look_again = false;
        reader_.with([&](const key_book& book) {
            for (const auto& person : persons) {
                const auto is = book.presence_of(person);
                look_again = look_again || is == key_book::presence::unknown;
                refuse_erased(person, is);
            }
        });
        if (!look_again) {
            return;
        }
        reader_.with([&](const key_book& book) {
            for (const auto& person : persons) {
                if (book.presence_of(person) == key_book::presence::unknown) {
                    missing.push_back(book.person_record(person));
                }
            }
        });
        change(std::move(missing), "make a person's key");
        // Somebody may have been faster, with a key or with an erasure.
        reader_.with([&](const key_book& book) {
            for (const auto& person : persons) {
                refuse_erased(person, book.presence_of(person));
            }
        });
    }

    [[nodiscard]] std::optional<data_key> key(const person_id& person) const override {
        return look_twice<data_key>("person\n" + person.str(), [&](const key_book& book) {
            return std::pair{book.presence_of(person) != key_book::presence::unknown,
                             book.key(person)};
        });
    }

    void destroy(const person_id& person) override {
        change({key_book::erasing_record(person)}, "erase a person");
        bury();
    }

    void put_secret(std::string_view kind, std::string_view name, std::string_view value) override {
        static_cast<void>(write_secret(kind, name, value));
    }

    bool change_secret(std::string_view kind, std::string_view name,
                       const secret_change& how) override {
        const std::lock_guard lock(one_change_);
        static_cast<void>(secret(kind, name)); // a look for what was made a moment ago
        const watching noted{reader_};
        return change_shared_secret(
            {reader_.watch_secret(kind, name),
             [&](const std::string& value) { return write_secret(kind, name, value); },
             [&] { return reader_.versions_watched(); }},
            how);
    }

    [[nodiscard]] std::optional<std::string> secret(std::string_view kind,
                                                    std::string_view name) const override {
        return look_twice<std::string>(fmt::format("{}\n{}", kind, name), [&](const auto& book) {
            const auto* found = book.secret(kind, name);
            return std::pair{found != nullptr,
                             found == nullptr ? std::nullopt : std::optional{*found}};
        });
    }

    [[nodiscard]] std::vector<std::pair<std::string, std::string>>
    secrets(std::string_view kind) const override {
        std::vector<std::pair<std::string, std::string>> out;
        reader_.with([&](const key_book& book) { out = book.secrets(kind); });
        return out;
    }

    void
    each_person(const std::function<void(std::span<const kept_person>)>& visit) const override {
        std::vector<person_id> all;
        reader_.with([&](const key_book& book) { all = book.persons(); });
        std::vector<kept_person> some;
        some.reserve(persons_at_once); // moved about, keys would leave copies
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto& one = some.emplace_back(kept_person{std::move(all[i]), std::nullopt});
            reader_.with([&](const key_book& book) { one.key = book.key(one.person); });
            if (some.size() == persons_at_once || i + 1 == all.size()) {
                visit(some);
                for (auto& shown : some) {
                    if (shown.key) {
                        wipe(*shown.key);
                    }
                }
                some.clear();
            }
        }
    }

    [[nodiscard]] std::string trouble() const override {
        const auto found = watch_.trouble();
        return found ? found->what() : reader_.trouble();
    }

    taken take_over(std::span<const kept_person> persons) override {
        taken out;
        std::vector<key_record> records;
        reader_.with([&](const key_book& book) {
            for (const auto& one : persons) {
                const auto is = book.presence_of(one.person);
                if (one.key && is == key_book::presence::key && book.key(one.person) != one.key) {
                    throw other_key_fault(one.person);
                }
                if (one.key && is == key_book::presence::unknown) {
                    records.push_back(book.person_record(one.person, *one.key));
                    ++out.keys;
                } else if (!one.key && is != key_book::presence::erased) {
                    records.push_back(key_book::erasing_record(one.person));
                    ++out.erased;
                }
            }
        });
        change(std::move(records), "take over the keys of persons");
        if (out.erased > 0) {
            bury();
        }
        return out;
    }

    [[nodiscard]] std::vector<named_secret> all_secrets() const override {
        std::vector<named_secret> out;
        reader_.with([&](const key_book& book) { out = book.all_secrets(); });
        return out;
    }

private:
    struct watching {
        kafka_vault_reader& by;
        ~watching() { by.watch_none(); }
    };

    offset write_secret(std::string_view kind, std::string_view name, std::string_view value) {
        std::vector<key_record> one;
        reader_.with(
            [&](const key_book& book) { one.push_back(book.secret_record(kind, name, value)); });
        return change(std::move(one), "keep a secret");
    }

    static void refuse_erased(const person_id& person, key_book::presence is) {
        if (is == key_book::presence::erased) {
            throw destroyed_fault(person);
        }
    }

    /// What is not here may have been written elsewhere a moment ago.
    template <class Value, class Look>
    [[nodiscard]] std::optional<Value> look_twice(const std::string& what, Look&& look) const {
        std::pair<bool, std::optional<Value>> found;
        reader_.with([&](const key_book& book) { found = look(book); });
        if (!found.first && reader_.catch_up_for(what)) {
            reader_.with([&](const key_book& book) { found = look(book); });
        }
        return std::move(found.second);
    }

    /// Durable, and folded here, when it returns. Returns the place of the last.
    offset change(std::vector<key_record> records, const char* tried) {
        if (!writer_) {
            throw fault("vault-unreachable",
                        fmt::format("{} in {}: it was opened for reading", tried, topic_));
        }
        if (records.empty()) {
            return 0;
        }
        std::vector<log_record> batch;
        for (auto& one : records) {
            batch.push_back({office_code{std::move(one.key)}, "key", std::move(one.value)});
        }
        const auto count = batch.size();
        reader_.require_brokers();
        const auto promise = std::make_shared<std::promise<append_result>>();
        writer_->append(the_one, std::move(batch),
                        [promise](append_result answer) { promise->set_value(std::move(answer)); });
        auto future = promise->get_future();
        if (future.wait_for(patience) != std::future_status::ready) {
            reader_.call_unreachable();
            throw fault("vault-unreachable",
                        fmt::format("{} in {}: the brokers have not confirmed it; ask again when "
                                    "they answer",
                                    tried, topic_));
        }
        const auto result = future.get();
        if (result.status != append_status::durable) {
            throw fault(
                "vault-unreachable",
                fmt::format("{}: {}; ask again when the brokers answer", tried, result.problem));
        }
        const auto last = result.at(count - 1);
        reader_.wait_for(last + 1);
        return last;
    }

    void bury() {
        std::vector<key_record> tombstones;
        reader_.with([&](const key_book& book) { tombstones = book.to_bury(); });
        change(std::move(tombstones), "remove an erased person's key");
    }

    void require_begun(const kafka_log_options& options) const {
        reader_.with([&](const key_book& book) {
            if (book.begun_by() == key_book::origin::nobody) {
                throw fault("vault-keys-lost",
                            fmt::format("open the topic {} at {}: no key lies in it, although this "
                                        "node was made for keys that did; stop all nodes and "
                                        "restore the topic from a copy",
                                        options.topic, options.cluster.brokers));
            }
        });
    }

    void begin() {
        std::vector<key_record> first;
        reader_.with([&](const key_book& book) {
            if (book.begun_by() == key_book::origin::nobody) {
                first.push_back(book.check_record());
            }
        });
        change(std::move(first), "begin the topic of keys");
    }

    void require_our_key(const kafka_log_options& options) const {
        reader_.with([&](const key_book& book) {
            if (book.begun_by() == key_book::origin::another) {
                throw fault("vault-key-wrong",
                            fmt::format("open the topic {} at {}: it was begun with another "
                                        "installation key; copy the file installation.key of the "
                                        "node that began it, or make this node with "
                                        "`motcua init --key FILE`",
                                        options.topic, options.cluster.brokers));
            }
        });
    }

    std::string topic_;
    mutable kafka_vault_reader reader_;
    kafka_topic_watch watch_;
    std::unique_ptr<kafka_log_writer> writer_; ///< none in a vault that was opened for reading
};

} // namespace

std::unique_ptr<portable_vault> open_kafka_vault(const kafka_log_options& options,
                                                 const installation_key& key,
                                                 beginning_a_vault beginning) {
    require_safe_keys(options);
    return std::make_unique<kafka_vault>(options, key, beginning);
}

} // namespace events
