#pragma once

#include "connectors/mail/outbox.hpp"
#include "connectors/mail/templates.hpp"
#include "engine/rule_set.hpp"
#include "events/event.hpp"
#include "events/log.hpp"
#include "events/vault.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace projections {
class store;
}

namespace connectors {

/// Sends what counting events say to the person: composes the letter, puts it into the office's
/// outbox. Goes through the log in order and keeps how far it came; doing it again after a crash
/// writes the same bytes under the same name.
class outgoing_mail {
public:
    /// `folder` holds a folder an office, and the checkpoint.
    outgoing_mail(const events::log& log, const projections::store& store,
                  const events::vault& keys, const engine::rule_set& rules,
                  std::filesystem::path folder);

    /// Handles every event that has become visible since. Returns how many letters were put out.
    std::size_t send_new();

    /// Takes every letter up to now as sent, for a log that another system has told of already.
    void pass_over_old();

    /// Events whose letter could not be written: no address, or the person was erased.
    [[nodiscard]] std::uint64_t unsendable() const { return unsendable_; }

private:
    struct letter;
    [[nodiscard]] bool counted(events::partition_id partition, events::offset at,
                               const events::event& what) const;
    [[nodiscard]] std::optional<letter> letter_for(const events::event& what) const;
    bool send(const events::event& what);
    void load_checkpoint();
    void save_checkpoint() const;

    const events::log& log_;
    const projections::store& store_;
    const events::vault& keys_;
    const engine::rule_set& rules_;
    std::filesystem::path folder_;
    mail_templates templates_;
    std::vector<events::offset> passed_;
    std::uint64_t unsendable_ = 0;
};

} // namespace connectors
