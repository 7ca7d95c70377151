#include "connectors/space_watch.hpp"

#include "events/fault.hpp"
#include "events/stop_process.hpp"

#include <fmt/format.h>

#include <limits>

namespace connectors {
namespace {

constexpr std::chrono::milliseconds ask_interval{100};

class documents_with_room final : public events::document_store {
public:
    documents_with_room(std::unique_ptr<events::document_store> inner, space_watch& room)
        : inner_(std::move(inner)), room_(room) {}

    events::digest put(std::string_view bytes) override {
        room_.require_room("keep a document");
        return inner_->put(bytes);
    }
    [[nodiscard]] std::optional<std::string> get(const events::digest& name) const override {
        return inner_->get(name);
    }
    [[nodiscard]] bool has(const events::digest& name) const override { return inner_->has(name); }
    [[nodiscard]] std::string trouble() const override { return inner_->trouble(); }

private:
    std::unique_ptr<events::document_store> inner_;
    space_watch& room_;
};

class vault_with_room final : public events::vault {
public:
    vault_with_room(std::unique_ptr<events::vault> inner, space_watch& room)
        : inner_(std::move(inner)), room_(room) {}

    void ensure(std::span<const events::person_id> persons) override {
        room_.require_room("make a person's key");
        changing([&] { inner_->ensure(persons); });
    }
    [[nodiscard]] std::optional<events::data_key>
    key(const events::person_id& person) const override {
        return inner_->key(person);
    }
    void destroy(const events::person_id& person) override { // frees, and must not wait
        changing([&] { inner_->destroy(person); });
    }
    void put_secret(std::string_view kind, std::string_view name, std::string_view value) override {
        changing([&] { inner_->put_secret(kind, name, value); });
    }
    bool change_secret(std::string_view kind, std::string_view name,
                       const secret_change& change) override {
        bool changed = false;
        changing([&] { changed = inner_->change_secret(kind, name, change); });
        return changed;
    }
    [[nodiscard]] std::optional<std::string> secret(std::string_view kind,
                                                    std::string_view name) const override {
        return inner_->secret(kind, name);
    }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>>
    secrets(std::string_view kind) const override {
        return inner_->secrets(kind);
    }
    [[nodiscard]] std::string trouble() const override { return inner_->trouble(); }

private:
    template <class Change> static void changing(Change&& change) {
        try {
            change();
        } catch (const events::fault& failed) {
            if (failed.code() == "vault-stopped") {
                events::stop_process(failed.what());
            }
            throw;
        }
    }

    std::unique_ptr<events::vault> inner_;
    space_watch& room_;
};

} // namespace

space_watch::space_watch(std::vector<place> places, std::uint64_t mark,
                         std::function<std::uint64_t(const std::filesystem::path&)> ask)
    : places_(std::move(places)), mark_(mark), ask_(ask ? std::move(ask) : events::free_bytes_at) {}

std::uint64_t space_watch::free_bytes() {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now < ask_at_) {
        return least_;
    }
    ask_at_ = now + ask_interval;
    least_ = std::numeric_limits<std::uint64_t>::max();
    for (const auto& one : places_) {
        const auto free = ask_(one.folder);
        const auto left = free - std::min(free, one.reserve);
        if (left < least_) {
            least_ = left;
            where_ = one.folder;
        }
    }
    return least_;
}

void space_watch::require_room(std::string_view tried) {
    const auto left = free_bytes();
    if (left >= mark_) {
        return;
    }
    const std::lock_guard lock(mutex_);
    constexpr double mib = 1U << 20U;
    throw events::fault("disk-space",
                        fmt::format("{}: {:.1f} MiB are free at {} beyond the reserve, {:.1f} MiB "
                                    "must be; free space, and it goes on by itself",
                                    tried, static_cast<double>(left) / mib, where_.string(),
                                    static_cast<double>(mark_) / mib));
}

std::unique_ptr<events::document_store> with_room(std::unique_ptr<events::document_store> inner,
                                                  space_watch& room) {
    return std::make_unique<documents_with_room>(std::move(inner), room);
}

std::unique_ptr<events::vault> with_room(std::unique_ptr<events::vault> inner, space_watch& room) {
    return std::make_unique<vault_with_room>(std::move(inner), room);
}

} // namespace connectors
