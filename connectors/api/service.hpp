#pragma once

#include "connectors/api/body_memory.hpp"
#include "connectors/api/key_queue.hpp"
#include "connectors/api/operation.hpp"
#include "connectors/api/position_waiter.hpp"
#include "connectors/api/work_queue.hpp"
#include "connectors/http/server.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace events {
class node_group;
}

namespace connectors::api {

class live_hub;
class log_proof;
class request_figures;

/// How often a route was served, and how often its handler had asked for permission.
struct route_asks {
    std::uint64_t served = 0;
    std::uint64_t asked = 0;
};

/// The API over one application: the operations, and what they share.
class service {
public:
    explicit service(parts on);
    ~service();
    service(const service&) = delete;
    service& operator=(const service&) = delete;

    /// The routes of all operations. The router must be gone before the service is.
    [[nodiscard]] router routes();
    [[nodiscard]] const operations& all() const { return operations_; }

    /// Serves as if the request came from this officer, signed in.
    void serve_as(const events::officer_id& officer, const route& found, request_context context,
                  const responder& to);

    /// Whether the request's token is still good. A request that came without one was served for
    /// somebody who needs none.
    [[nodiscard]] bool is_signed_in(const request_context& context) const;
    /// What somebody who is not signed in is answered; nothing to those who are, and while nobody
    /// can say: the handler will tell of that.
    [[nodiscard]] std::optional<http_response> refuse_unknown(const http_request& request) const;

    /// What every route was asked; for the test that none serves unasked.
    [[nodiscard]] std::map<std::string, route_asks> asks() const;

    [[nodiscard]] const parts& lent() const { return on_; }
    /// Of which nodes this one is; null where it works alone.
    [[nodiscard]] const events::node_group* group() const { return group_; }
    void set_group(const events::node_group* group) { group_ = group; }
    [[nodiscard]] work_queue& answers() { return *answers_; }
    /// For answers that read the log, so that those which do not are never behind them.
    [[nodiscard]] work_queue& slow_answers() { return *slow_answers_; }
    [[nodiscard]] key_queue& keys() { return *keys_; }
    [[nodiscard]] position_waiter& waiter() { return *waiter_; }
    [[nodiscard]] body_memory& bodies() { return bodies_; }
    [[nodiscard]] live_hub& hub() { return *hub_; }
    [[nodiscard]] log_proof& proof() { return *proof_; }
    [[nodiscard]] request_figures& figures() { return *figures_; }

    /// Does a part of serving `one` and answers through `to` when it ends with an exception.
    static void guard(std::string_view line, const std::shared_ptr<call>& one, const responder& to,
                      const std::function<void()>& part);

private:
    void serve(const operation& what, request_context context, const responder& to,
               const events::officer_id* trusted);
    void run(const operation& what, const std::shared_ptr<call>& one, const responder& to);
    [[nodiscard]] events::officer_id identify(const http_request& request) const;
    void count(const operation& what, const call& one);

    parts on_;
    const events::node_group* group_ = nullptr;
    operations operations_;
    std::map<std::string, const operation*> by_line_;
    body_memory bodies_;
    mutable std::mutex mutex_;
    std::map<std::string, route_asks> asks_;
    std::unique_ptr<request_figures> figures_;
    std::unique_ptr<live_hub> hub_;
    std::unique_ptr<log_proof> proof_;
    std::unique_ptr<work_queue> slow_answers_; // outlives those who hand it work
    std::unique_ptr<position_waiter> waiter_;
    std::unique_ptr<work_queue> answers_;
    std::unique_ptr<key_queue> keys_; ///< last: what waits in it is answered through the others
};

} // namespace connectors::api
