#include "connectors/application.hpp"

#include "connectors/api/accounts.hpp"
#include "connectors/api/closing_memo.hpp"
#include "connectors/api/refusal_trail.hpp"
#include "connectors/api/request_figures.hpp"
#include "connectors/api/service.hpp"
#include "connectors/direct_answer.hpp"
#include "connectors/duties/duties.hpp"
#include "connectors/grant_by_installation.hpp"
#include "connectors/http/transport_problems.hpp"
#include "connectors/installed_rules.hpp"
#include "connectors/mail/outbox.hpp"
#include "connectors/publish_rules.hpp"
#include "connectors/scratch_folder.hpp"
#include "events/bounded_closing.hpp"
#include "events/fault.hpp"
#include "events/node_group.hpp"
#include "projections/rebuild.hpp"
#include "projections/store.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <cstdint>
#include <stdexcept>

namespace connectors {
namespace {

/// Brokers that are there confirm within milliseconds; whoever ends a node waits ten seconds or
/// less, not the half minute that a record may take while it runs.
constexpr std::chrono::seconds ending_patience{5};

} // namespace

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

    explicit parts(application_options wished) : options(std::move(wished)) {
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

    /// Those that wait for brokers when they end.
    std::unique_ptr<events::log> known(std::unique_ptr<events::log> one) {
        if (auto* waits = dynamic_cast<events::bounded_closing*>(one.get())) {
            waiting.push_back(waits);
        }
        return one;
    }

    ~parts() {
        for (auto* one : waiting) { // all at once, and not each after the one before
            one->end_within(ending_patience);
        }
        duties.reset();
        rebuild.reset(); // may be about to switch over on the node's thread
        if (node) {
            node->stop(); // answers what is in flight, while the API is still there to pass it on
        }
    }
    parts(const parts&) = delete;
    parts& operator=(const parts&) = delete;

    void open_projections() {
        if (options.read_only) {
            scratch = std::make_unique<scratch_folder>();
        }
        const auto& below = scratch ? scratch->path() : options.data;
        projections::store_options how;
        how.folder = below / "projections";
        how.progress = options.progress;
        how.keep_rows_of_lost_records =
            options.log.has_value(); // brokers may lose, a file is the log
        store = std::make_unique<projections::store>(std::move(how), *log);
        book = std::make_unique<projections::rejection_book>(below / "refusals", *audit);
    }

    void start_node() {
        engine::node_options how;
        how.refused = [this](const auto& what, const auto& why, auto at) {
            refusals->record(what, why, at);
        };
        node = std::make_unique<engine::node>(*log, *store, rules, time, std::move(how));
        node->start(options.progress);
        rebuild = std::make_unique<projections::rebuild>(
            *store, *log, [this](const auto& what) { node->between_commits(what); });
        say_other_rules(publish_rules_once(*node, *store, *documents, rules));
        intake = std::make_unique<mail_intake>(*log, *vault, *documents, *store, *node, rules);
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

    /// Nodes that run go on by the rules with which they were started.
    void say_other_rules(const std::optional<events::rules_id>& before) const {
        if (before && options.log) {
            spdlog::warn("rules: this node decides by {}, the newest in the log were {}: see that "
                         "`rules/` is the same on all nodes, and restart those that have others",
                         rules.id.str(), before->str());
        }
    }

    /// Also without duties: a person whose erasure is in the log is not to be read here any more.
    void erase_persons() {
        try {
            erased->carry_out_new();
        } catch (const events::fault& problem) {
            spdlog::error("duties: {}", problem.what());
        }
    }

    void start_duties() {
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

    [[nodiscard]] std::function<bool(events::partition_id)> my_partitions() const {
        if (!group) {
            return {};
        }
        return [of = group.get()](events::partition_id partition) { return of->holds(partition); };
    }

    /// A mail that nobody could take in is a refusal too, and auditors look for it in their trail.
    void record_refusal(const events::office_code& office, const std::string& why) {
        const auto now = time.now();
        engine::command what;
        what.id = events::command_id{events::uuid_of(
            fmt::format("refused:{}:{}:{}", office.str(), why, events::to_text(now)))};
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

    void open_api() {
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
};

application::application(application_options options)
    : parts_(std::make_unique<parts>(std::move(options))) {}
application::~application() = default;

events::log& application::log() { return *parts_->log; }
events::log& application::audit() { return *parts_->audit; }
events::vault& application::vault() { return *parts_->vault; }
events::document_store& application::documents() { return *parts_->documents; }
projections::store& application::store() { return *parts_->store; }
const engine::rule_set& application::rules() const { return parts_->rules; }
engine::system_clock& application::time() { return parts_->time; }
accounts& application::people() { return *parts_->people; }
const std::filesystem::path& application::data() const { return parts_->options.data; }
const router& application::api() const { return parts_->routes; }
router application::routes() { return parts_->service->routes(); }
api::service& application::service() { return *parts_->service; }

projections::rebuild& application::rebuild() {
    if (!parts_->rebuild) {
        throw std::logic_error("an application that only reads rebuilds nothing");
    }
    return *parts_->rebuild;
}

engine::node& application::node() {
    if (!parts_->node) {
        throw std::logic_error("an application that only reads has no node");
    }
    return *parts_->node;
}

mail_intake& application::intake() {
    if (!parts_->intake) {
        throw std::logic_error("an application that only reads takes no mail in");
    }
    return *parts_->intake;
}

std::function<void(const http_observation&)> application::observer() {
    return [this](const http_observation& one) { parts_->service->figures().add(one); };
}

std::function<std::optional<http_response>(const http_request&)> application::gatekeeper() {
    return [this](const http_request& one) { return parts_->service->refuse_unknown(one); };
}

void application::set_server(std::function<http_server_counters()> counters) {
    parts_->service->figures().set_server(std::move(counters));
}

http_response application::call(http_request request, const std::string& as) {
    return answer_directly(*parts_->service, parts_->routes, std::move(request),
                           events::officer_id{as});
}

void grant_as_installation(application& on, const std::string& officer, events::role as,
                           const std::string& at, bool descendants) {
    const auto told = on.node().run(grant_by_installation(events::officer_id{officer}, as,
                                                          events::office_code{at}, descendants));
    if (!std::holds_alternative<engine::accepted>(told)) {
        throw events::fault("grant-not-recorded",
                            fmt::format("give {} the role {} at {}: the log did not take it; look "
                                        "at the disk and ask again",
                                        officer, events::name_of(as), at));
    }
}

} // namespace connectors
