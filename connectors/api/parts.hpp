#pragma once

#include "connectors/api/accounts.hpp"
#include "connectors/api/grant_memo.hpp"
#include "connectors/api/refusal_trail.hpp"
#include "connectors/office_contact.hpp"
#include "connectors/space_watch.hpp"
#include "engine/clock.hpp"
#include "engine/node.hpp"
#include "engine/rule_set.hpp"
#include "events/documents.hpp"
#include "events/log.hpp"
#include "events/timed_log.hpp"
#include "events/vault.hpp"
#include "projections/store.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace connectors {
class mail_intake;
} // namespace connectors

namespace projections {
class rebuild;
} // namespace projections

namespace connectors::api {

class closing_memo;

/// What an application lends to its API; all of it lives longer than the API does.
struct parts {
    events::log& log;
    events::log& audit;
    const events::append_times& appended; ///< to the log
    events::vault& vault;
    events::document_store& documents;
    projections::store& store;
    engine::node* node;            ///< null in an application that only reads
    projections::rebuild* rebuild; ///< null in an application that only reads
    const engine::rule_set& rules;
    const engine::rule_files& written_rules; ///< their files, with lines as people wrote them
    engine::system_clock& time;
    accounts& people;
    grant_memo& grants;
    closing_memo& closings;
    refusal_trail& refusals;
    mail_intake* intake;                                 ///< null in an application that only reads
    const std::atomic<std::uint64_t>& letters_unwritten; ///< since the start
    std::filesystem::path data;
    space_watch* room = nullptr; ///< of all places where the folder grows; null for a reader
    bool demo = false;           ///< the clock may be moved
    /// By office key; null where nobody configured any.
    const std::map<std::string, office_contact>* contacts = nullptr;
};

} // namespace connectors::api
