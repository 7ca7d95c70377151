#pragma once

#include "connectors/api/accounts.hpp"
#include "connectors/api/closing_memo.hpp"
#include "connectors/api/grant_memo.hpp"
#include "connectors/api/refusal_trail.hpp"
#include "connectors/api/service.hpp"
#include "connectors/application.hpp"
#include "connectors/duties/duties.hpp"
#include "connectors/installed_rules.hpp"
#include "connectors/scratch_folder.hpp"
#include "events/bounded_closing.hpp"
#include "events/node_group.hpp"
#include "events/timed_log.hpp"
#include "projections/rebuild.hpp"
#include "projections/rejections.hpp"
#include "projections/store.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// What runs on a data folder. What is declared first outlives those below, which may hold on to
/// it.
struct application::parts {
    application_options options;
    engine::system_clock time;
    std::unique_ptr<scratch_folder> scratch; ///< of a reader, which must not touch the server's
    std::unique_ptr<space_watch> room;       ///< none for a reader
    std::vector<events::bounded_closing*> waiting; ///< of the two logs
    std::unique_ptr<events::timed_log> log;
    std::unique_ptr<events::log> audit;
    std::unique_ptr<events::vault> vault;
    std::unique_ptr<events::document_store> documents;
    engine::rule_files written_rules = rule_files_of(options.data);
    std::optional<engine::rule_set> own_rules = rules_of_folder(options.data, written_rules);
    const engine::rule_set& rules = own_rules ? *own_rules : engine::default_rule_set();
    std::unique_ptr<projections::store> store;
    std::unique_ptr<projections::rejection_book> book;
    std::unique_ptr<accounts> people;
    std::unique_ptr<api::grant_memo> grants;
    api::closing_memo closings;
    std::unique_ptr<refusal_trail> refusals;
    std::unique_ptr<engine::node> node;
    std::unique_ptr<projections::rebuild> rebuild;
    std::unique_ptr<mail_intake> intake;
    std::unique_ptr<outgoing_mail> outgoing;
    std::atomic<std::uint64_t> unwritten{0}; ///< letters, since the start
    std::unique_ptr<erasures> erased;
    std::unique_ptr<api::service> service;
    router routes;
    std::unique_ptr<events::node_group> group; ///< only where several nodes work
    std::unique_ptr<connectors::duties> duties;

    explicit parts(application_options wished);
    ~parts();
    parts(const parts&) = delete;
    parts& operator=(const parts&) = delete;

    /// Those that wait for brokers when they end.
    std::unique_ptr<events::log> known(std::unique_ptr<events::log> one);
    void open_projections();
    void start_node();
    /// Nodes that run go on by the rules with which they were started.
    void say_other_rules(const std::optional<events::rules_id>& before) const;
    /// Also without duties: a person whose erasure is in the log is not to be read here any more.
    void erase_persons();
    void start_duties();
    [[nodiscard]] std::function<bool(events::partition_id)> my_partitions() const;
    /// A mail that nobody could take in is a refusal too, and auditors look for it in their trail.
    void record_refusal(const events::office_code& office, const std::string& why);
    void open_api();
};

} // namespace connectors
