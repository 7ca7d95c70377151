#pragma once

#include "events/portable_vault.hpp"

#include <map>
#include <mutex>

namespace events {

/// A vault that is gone with its process, for tests and for trying things out.
class memory_vault : public portable_vault {
public:
    void ensure(std::span<const person_id> persons) override;
    [[nodiscard]] std::optional<data_key> key(const person_id& person) const override;
    void destroy(const person_id& person) override;
    void put_secret(std::string_view kind, std::string_view name, std::string_view value) override;
    [[nodiscard]] std::optional<std::string> secret(std::string_view kind,
                                                    std::string_view name) const override;
    [[nodiscard]] std::vector<std::pair<std::string, std::string>>
    secrets(std::string_view kind) const override;

    void each_person(const std::function<void(std::span<const kept_person>)>& visit) const override;
    taken take_over(std::span<const kept_person> persons) override;
    [[nodiscard]] std::vector<named_secret> all_secrets() const override;

private:
    mutable std::mutex mutex_;
    std::map<person_id, std::optional<data_key>> keys_; ///< empty when destroyed
    std::map<std::string, std::map<std::string, std::string>, std::less<>> secrets_;
};

} // namespace events
