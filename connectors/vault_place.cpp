#include "connectors/vault_place.hpp"

#include "events/fault.hpp"
#include "events/kafka_vault.hpp"
#include "events/sqlite_vault.hpp"

#include <fmt/format.h>

namespace connectors {
namespace {

namespace fs = std::filesystem;

constexpr const char* vault_file = "vault.db";

events::installation_key key_of_topic(const log_place& at, const log_place& other,
                                      const vault_keys& keys) {
    if (!keys.named.empty()) {
        return events::load_installation_key(keys.named);
    }
    if (const auto folder = other.folder();
        folder && fs::exists(*folder / events::installation_key_file)) {
        return events::load_installation_key(*folder / events::installation_key_file);
    }
    throw events::fault("installation-key-missing",
                        fmt::format("open the keys of persons at {}: they are wrapped by the "
                                    "installation's key; name its file, as a node of that log has "
                                    "it: --key installation.key",
                                    at.where));
}

enum class end_of_copy { source, target };

std::unique_ptr<events::portable_vault> open_one(const log_place& at, const log_place& other,
                                                 const vault_keys& keys, end_of_copy which) {
    if (at.is_kafka()) {
        auto how = at.kafka();
        how.topic = events::keys_topic_of(how.topic);
        how.read_only = which == end_of_copy::source;
        return events::open_kafka_vault(how, key_of_topic(at, other, keys));
    }
    const auto folder = at.folder();
    if (!folder || (which == end_of_copy::source && !fs::exists(*folder / vault_file))) {
        return nullptr;
    }
    const auto file = *folder / events::installation_key_file;
    return events::open_sqlite_vault(*folder / vault_file,
                                     which == end_of_copy::source
                                         ? events::load_installation_key(file)
                                         : events::load_or_make_installation_key(file));
}

} // namespace

two_vaults open_vaults(const log_place& from, const log_place& to, const vault_keys& keys) {
    two_vaults out;
    out.from = open_one(from, to, keys, end_of_copy::source);
    if (out.from != nullptr) {
        out.to = open_one(to, from, keys, end_of_copy::target);
    }
    return out;
}

} // namespace connectors
