#include "events/vault.hpp"

namespace events {

bool vault::change_secret(std::string_view kind, std::string_view name,
                          const secret_change& change) {
    const std::lock_guard lock(one_change_);
    const auto next = change(secret(kind, name));
    if (next) {
        put_secret(kind, name, *next);
    }
    return next.has_value();
}

} // namespace events
