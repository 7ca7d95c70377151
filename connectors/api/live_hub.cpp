#include "connectors/api/live_hub.hpp"

#include "connectors/api/parameters.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <exception>

namespace connectors::api {
namespace {

constexpr std::size_t items_at_once = 256;
constexpr std::chrono::seconds signed_in_asked_every{1};

std::string data_of(const projections::live_item& item) {
    json out{{"case", item.subject.str()},         {"code", item.code},
             {"office", item.office.str()},        {"type", item.type},
             {"time", events::to_text(item.time)}, {"position", to_text(item.place)}};
    if (item.status_after) {
        out["status"] = std::string{events::name_of(*item.status_after)};
    }
    if (!item.officer.empty()) {
        out["holder"] = item.officer.str();
    }
    return out.dump();
}

} // namespace

live_hub::live_hub(const parts& on) : on_(on) {
    subscription_ = on_.store.live().subscribe([this] {
        const std::lock_guard lock(mutex_);
        grown_ = true;
        wake_.notify_one();
    });
    thread_ = std::thread([this] { run(); });
}

live_hub::~live_hub() {
    on_.store.live().unsubscribe(subscription_);
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wake_.notify_one();
    thread_.join();
    for (const auto& one : subscribers_) {
        one.to.close();
    }
}

void live_hub::add(event_stream to, std::string last_id, listener who) {
    if (last_id.empty()) {
        last_id = on_.store.live().after({}, 0).id;
    }
    to.on_close([this] {
        const std::lock_guard lock(mutex_);
        grown_ = true;
        wake_.notify_one();
    });
    const std::lock_guard lock(mutex_);
    fresh_.push_back({std::move(to), std::move(last_id), std::move(who)});
    grown_ = true;
    wake_.notify_one();
}

std::size_t live_hub::streams() const {
    const std::lock_guard lock(mutex_);
    return subscribers_.size() + fresh_.size();
}

void live_hub::pass_on(subscriber& one) {
    // Asked at every turn, so that a role that was taken away acts at once.
    const auto grants = on_.grants.of(one.who.officer);
    const auto may_see = [&](const events::office_code& office) {
        return engine::authorise(
                   *grants, office_branches{on_.rules, on_.time.now()},
                   {.wants = engine::action::read_case, .command = {}, .office = office})
            .allowed;
    };
    // Whoever has no room for the backlog reads everything again, and so has all up to here.
    const auto newest = on_.store.live().after({}, 0).id;
    for (;;) {
        const auto news = on_.store.live().after(one.last_id, items_at_once);
        if (news.reset) {
            one.to.send(news.id, "reset", "{}");
        }
        for (const auto& item : news.items) {
            if ((!one.who.office || *one.who.office == item.office) && may_see(item.office) &&
                one.to.send(item.id, "step", data_of(item), newest) == send_status::closed) {
                return;
            }
        }
        one.last_id = news.id;
        if (news.items.size() < items_at_once) {
            return;
        }
    }
}

/// Looking somebody up and reading what they may see can fail, as when the vault does not answer.
/// Nobody catches that above this thread, and the other streams have nothing to do with it.
void live_hub::look_after(subscriber& one) {
    try {
        if (one.who.signed_in()) {
            pass_on(one);
            return;
        }
    } catch (const events::fault& failed) {
        tell_failed(one, fmt::format("{} {}", failed.code(), failed.what()));
    } catch (const std::exception& failed) {
        tell_failed(one, failed.what());
    }
    one.to.close();
}

void live_hub::tell_failed(const subscriber& one, const std::string& why) {
    spdlog::error("GET /v1/live of {}: {}; the stream ends after {}, where its client goes on by "
                  "connecting again",
                  one.who.officer.str(), why, one.last_id);
}

void live_hub::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait_for(lock, signed_in_asked_every, [&] { return grown_ || closing_; });
        if (closing_) {
            subscribers_.splice(subscribers_.end(), fresh_);
            return;
        }
        grown_ = false;
        subscribers_.splice(subscribers_.end(), fresh_);
        lock.unlock();
        for (auto& one : subscribers_) {
            if (one.to.open()) {
                look_after(one);
            }
        }
        lock.lock();
        // A stream calls back when it goes, so none goes while the lock is held.
        std::list<subscriber> gone;
        for (auto at = subscribers_.begin(); at != subscribers_.end();) {
            const auto next = std::next(at);
            if (!at->to.open()) {
                gone.splice(gone.end(), subscribers_, at);
            }
            at = next;
        }
        lock.unlock();
        gone.clear();
        lock.lock();
    }
}

} // namespace connectors::api
