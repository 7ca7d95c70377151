#include "connectors/application_parts.hpp"

#include "connectors/mail/outbox.hpp"
#include "connectors/publish_rules.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <utility>

namespace connectors {
namespace {

/// Brokers that are there confirm within milliseconds; whoever ends a node waits ten seconds or
/// less, not the half minute that a record may take while it runs.
constexpr std::chrono::seconds ending_patience{5};

} // namespace

application::parts::parts(application_options wished) : options(std::move(wished)) {
    check_folder(options);
    if (options.starts_at) {
        time.set(*options.starts_at);
    }
    if (!options.read_only) {
        room = watch_space(options);
    }
    log = std::make_unique<events::timed_log>(known(open_event_log(options, room.get())));
    audit = known(open_audit_log(options, room.get()));
    vault = open_vault(options);
    documents = options.documents ? events::open_s3_documents(*options.documents)
                                  : events::open_document_folder(options.data / "documents");
    if (room) {
        vault = with_room(std::move(vault), *room);
        documents = with_room(std::move(documents), *room);
    }
    open_projections();
    people = std::make_unique<accounts>(*vault);
    grants = std::make_unique<api::grant_memo>(*store);
    refusals = std::make_unique<refusal_trail>(*audit, *book);
    if (!options.read_only) {
        start_node();
    } else {
        engine::fold_all(*store, *log, options.progress);
    }
    if (node && options.duties && options.log) {
        group = events::join_kafka_group(options.log->kafka());
    }
    open_api();
    if (node && options.duties) {
        start_duties();
    }
}

std::unique_ptr<events::log> application::parts::known(std::unique_ptr<events::log> one) {
    if (auto* waits = dynamic_cast<events::bounded_closing*>(one.get())) {
        waiting.push_back(waits);
    }
    return one;
}

application::parts::~parts() {
    for (auto* one : waiting) { // all at once, and not each after the one before
        one->end_within(ending_patience);
    }
    duties.reset();
    rebuild.reset(); // may be about to switch over on the node's thread
    if (node) {
        node->stop(); // answers what is in flight, while the API is still there to pass it on
    }
}

void application::parts::open_projections() {
    if (options.read_only) {
        scratch = std::make_unique<scratch_folder>();
    }
    const auto& below = scratch ? scratch->path() : options.data;
    projections::store_options how;
    how.folder = below / "projections";
    how.progress = options.progress;
    how.keep_rows_of_lost_records = options.log.has_value(); // brokers may lose, a file is the log
    store = std::make_unique<projections::store>(std::move(how), *log);
    book = std::make_unique<projections::rejection_book>(below / "refusals", *audit);
}

void application::parts::start_node() {
    engine::node_options how;
    how.refused = [this](const auto& what, const auto& why, auto at) {
        refusals->record(what, why, at);
    };
    node = std::make_unique<engine::node>(*log, *store, rules, time, std::move(how));
    node->start(options.progress);
    rebuild = std::make_unique<projections::rebuild>(
        *store, *log, [this](const auto& what) { node->between_commits(what); });
    say_other_rules(publish_rules_once(*node, *store, *documents, rules));
    intake = std::make_unique<mail_intake>(*log, *vault, *documents, *store, *node, rules,
                                           options.contacts);
    clear_unfinished(options.data / "outbox");
    outgoing = std::make_unique<outgoing_mail>(*log, *store, *node, *vault, *documents, rules,
                                               options.data / "outbox", options.contacts);
    outgoing->ask_for_room([this] {
        if (!room->has_room()) { // without a number in it: it is told once, and not at each
                                 // look
            throw events::fault(disk_space_fault,
                                "put a letter into the outbox: too little is free beyond the "
                                "reserve; free space, and it goes on by itself");
        }
    });
    outgoing->tell_not_written([this](const events::fault& letter) {
        ++unwritten;
        spdlog::error("duties: {} [{}]", letter.what(), letter.code());
    });
    if (options.log) {
        outgoing->share_progress(*vault);
    }
    erased = std::make_unique<erasures>(*log, *store, *vault);
    erase_persons();
}

void application::parts::say_other_rules(const std::optional<events::rules_id>& before) const {
    if (before && options.log) {
        spdlog::warn("rules: this node decides by {}, the newest in the log were {}: see that "
                     "`rules/` is the same on all nodes, and restart those that have others",
                     rules.id.str(), before->str());
    }
}

void application::parts::erase_persons() {
    try {
        erased->carry_out_new();
    } catch (const events::fault& problem) {
        spdlog::error("duties: {}", problem.what());
    }
}

void application::parts::start_duties() {
    duties = std::make_unique<connectors::duties>(connectors::duties::lent{
        .store = *store,
        .node = *node,
        .rules = rules,
        .time = time,
        .intake = *intake,
        .outgoing = *outgoing,
        .erased = *erased,
        .mail = options.data / "mail",
        .problem = [](const std::string& text) { spdlog::error("duties: {}", text); },
        .refused = [this](const auto& office, const auto& why) { record_refusal(office, why); },
        .mine = my_partitions(),
        .partitions = log->partitions(),
    });
}

std::function<bool(events::partition_id)> application::parts::my_partitions() const {
    if (!group) {
        return {};
    }
    return [of = group.get()](events::partition_id partition) { return of->holds(partition); };
}

void application::parts::record_refusal(const events::office_code& office, const std::string& why) {
    const auto now = time.now();
    engine::command what;
    what.id = events::command_id{
        events::uuid_of(fmt::format("refused:{}:{}:{}", office.str(), why, events::to_text(now)))};
    what.office = office;
    what.actor = events::officer_id{duty_officer};
    what.acting_as = events::role::system;
    what.detail = engine::receive_mail{};
    engine::rejection no;
    no.code = engine::rejection_code::invalid_input;
    no.rule = "mail_refused";
    no.en = why;
    refusals->record(what, no, now);
}

void application::parts::open_api() {
    service = std::make_unique<api::service>(api::parts{.log = *log,
                                                        .audit = *audit,
                                                        .appended = log->times(),
                                                        .vault = *vault,
                                                        .documents = *documents,
                                                        .store = *store,
                                                        .node = node.get(),
                                                        .rebuild = rebuild.get(),
                                                        .rules = rules,
                                                        .written_rules = written_rules,
                                                        .time = time,
                                                        .people = *people,
                                                        .grants = *grants,
                                                        .closings = closings,
                                                        .refusals = *refusals,
                                                        .intake = intake.get(),
                                                        .letters_unwritten = unwritten,
                                                        .data = options.data,
                                                        .room = room.get(),
                                                        .demo = options.demo,
                                                        .contacts = &options.contacts});
    service->set_group(group.get());
    routes = service->routes();
}

} // namespace connectors
