#include "connectors/api/service.hpp"

#include "connectors/api/catalogue.hpp"
#include "connectors/api/live_hub.hpp"
#include "connectors/api/log_proof.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/request_figures.hpp"
#include "connectors/http/request_fields.hpp"
#include "connectors/http/transport_problems.hpp"
#include "connectors/space_watch.hpp"
#include "events/fault.hpp"

#include <spdlog/spdlog.h>

#include <chrono>

namespace connectors::api {
namespace {

/// A key's request is remembered for so many newest keys: half a day of a busy office.
constexpr std::size_t keys_remembered = 100'000;
constexpr std::chrono::milliseconds position_patience{2000};

problem with_trace(problem what, const request_context& context) {
    what.trace_id = context.trace_id;
    return what;
}

/// Lets nothing out of a handler that has not asked for permission.
class watched final : public answer_sink {
public:
    watched(responder outer, std::shared_ptr<call> one, const operation& what)
        : outer_(std::move(outer)), one_(std::move(one)), what_(what) {
        language_ = one_->speaks();
    }

private:
    void deliver(http_response response) override {
        if (what_.who == visibility::officers && one_->asked() == 0 && response.status < 400) {
            spdlog::error("{} answered without asking for permission; the answer was withheld",
                          what_.line);
            outer_.answer(make_problem(transport_problem::internal_error));
            return;
        }
        outer_.answer(std::move(response));
    }
    void deliver_stream(std::shared_ptr<stream_buffer> stream) override {
        stream->close();
        outer_.answer(make_problem(transport_problem::internal_error));
    }
    void answered_twice() override { spdlog::error("{} answered twice", what_.line); }

    responder outer_;
    std::shared_ptr<call> one_;
    const operation& what_;
};

std::optional<std::string> session_cookie(const http_request& request) {
    constexpr std::string_view name = "motcua_session=";
    const auto all = request.headers.joined("Cookie");
    for (std::size_t at = 0; at < all.size();) {
        const auto end = std::min(all.find_first_of(";,", at), all.size());
        auto one = std::string_view{all}.substr(at, end - at);
        one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
        if (one.starts_with(name)) {
            return std::string{one.substr(name.size())};
        }
        at = end + 1;
    }
    return std::nullopt;
}

bool is_safe(const http_request& request) {
    return request.method == http_method::get || request.method == http_method::head;
}

/// What would change something is asked by another site's page, as the browser says.
void refuse_foreign(const http_request& request) {
    const auto site = request.header("Sec-Fetch-Site");
    if (!is_safe(request) && !site.empty() && site != "same-origin" && site != "none") {
        throw refusal(problem_of("cross_site"));
    }
}

/// A browser sends cookies whoever made it ask: what changes something must prove that our own page
/// asked.
void refuse_cross_site(const http_request& request) {
    refuse_foreign(request);
    if (!is_safe(request) && request.header("X-Requested-With").empty()) {
        throw refusal(problem_of("cross_site"));
    }
}

struct sent_token {
    std::optional<std::string> text; ///< absent when the request has none
    bool by_browser = false;         ///< in a cookie, which other sites' pages make it send, too
};

sent_token token_of(const http_request& request) {
    if (auto bearer = bearer_token(request.header("Authorization"))) {
        return {std::move(bearer), false};
    }
    auto cookie = session_cookie(request);
    const bool by_browser = cookie.has_value();
    return {std::move(cookie), by_browser};
}

http_response refused_answer(const problem& no, const http_request& request) {
    auto out = to_response(no, request.header("Accept-Language"));
    if (no.status == 401) {
        out.headers.add("WWW-Authenticate", "Bearer");
    }
    return out;
}

} // namespace

service::service(parts on)
    : on_(std::move(on)), bodies_(keys_remembered), figures_(std::make_unique<request_figures>()),
      hub_(std::make_unique<live_hub>(on_)), proof_(std::make_unique<log_proof>(on_.log)),
      slow_answers_(std::make_unique<work_queue>()),
      waiter_(std::make_unique<position_waiter>(on_.store)),
      answers_(std::make_unique<work_queue>()), keys_(std::make_unique<key_queue>(on_.vault)) {
    operations_ = catalogue(*this);
    for (const auto& one : operations_) {
        by_line_.emplace(one.line, &one);
    }
}

service::~service() = default;

router service::routes() {
    router out;
    for (const auto& one : operations_) {
        out.add(
            one.line,
            [this, &one](request_context context, const responder& to) {
                serve(one, std::move(context), to, nullptr);
            },
            one.options);
    }
    return out;
}

void service::serve_as(const events::officer_id& officer, const route& found,
                       request_context context, const responder& to) {
    const std::string line = std::string{to_text(found.method)} + " " + found.pattern;
    serve(*by_line_.at(line), std::move(context), to, &officer);
}

bool service::is_signed_in(const request_context& context) const {
    const auto token = token_of(context.request).text;
    return !token || on_.people.session_of(*token).has_value();
}

events::officer_id service::identify(const http_request& request) const {
    const auto token = token_of(request);
    if (token.by_browser) {
        refuse_cross_site(request);
    }
    const auto known = token.text ? on_.people.session_of(*token.text) : std::nullopt;
    if (!known) {
        throw refusal(problem_of("unauthenticated"));
    }
    return known->officer;
}

std::optional<http_response> service::refuse_unknown(const http_request& request) const {
    try {
        static_cast<void>(identify(request));
    } catch (const refusal& no) {
        return refused_answer(no.told(), request);
    } catch (const std::exception&) {
        // As when the vault does not answer.
    }
    return std::nullopt;
}

void service::serve(const operation& what, request_context context, const responder& to,
                    const events::officer_id* trusted) {
    std::shared_ptr<call> one;
    try {
        events::officer_id officer;
        if (trusted != nullptr) {
            officer = *trusted;
        } else if (what.who == visibility::officers) {
            officer = identify(context.request);
        } else { // as signing in: an officer would work on as whom the other page's author chose
            refuse_foreign(context.request);
        }
        one = std::make_shared<call>(on_, std::move(context), std::move(officer));
    } catch (const refusal& no) {
        return to.answer(refused_answer(with_trace(no.told(), context), context.request));
    }
    // Whoever waits is looked after by everybody's commits: nobody does whom the API does not know.
    const auto* wanted = what.who == visibility::officers ? one->query("min_position") : nullptr;
    if (wanted == nullptr) {
        return run(what, one, to);
    }
    const auto place = position_from_text(*wanted);
    if (!place || place->partition.value >= on_.log.partitions()) {
        return to.answer(with_trace(
            problem_of("parameter_invalid", {"min_position phải có dạng phân_vùng:vị_trí.",
                                             "min_position must be partition:offset."}),
            one->context));
    }
    waiter_->when_visible(*place, position_patience, [this, &what, one, to](bool visible) {
        if (visible) {
            run(what, one, to);
        } else {
            to.answer(with_trace(problem_of("not_yet_visible"), one->context));
        }
    });
}

void service::run(const operation& what, const std::shared_ptr<call>& one, const responder& to) {
    const responder checked =
        what.streams ? to : responder{std::make_shared<watched>(to, one, what)};
    guard(what.line, one, checked, [&] { what.serve(one, checked); });
    count(what, *one);
}

void service::guard(std::string_view line, const std::shared_ptr<call>& one, const responder& to,
                    const std::function<void()>& part) {
    try {
        part();
    } catch (const refusal& no) {
        to.answer(with_trace(no.told(), one->context));
    } catch (const projections::bad_cursor&) {
        to.answer(with_trace(problem_of("cursor_invalid"), one->context));
    } catch (const events::fault& fault) {
        if (fault.code() == disk_space_fault) { // nothing was begun
            auto told = problem_of("unavailable");
            told.with("reason", fault.what());
            to.answer(with_trace(std::move(told), one->context));
            return;
        }
        spdlog::error("{} {}: {} (trace {})", line, fault.code(), fault.what(),
                      one->context.trace_id);
        auto told = problem_of("fault");
        told.with("fault", fault.code());
        to.answer(with_trace(std::move(told), one->context));
    } catch (const std::exception& bug) {
        spdlog::error("{}: {} (trace {})", line, bug.what(), one->context.trace_id);
        to.answer(with_trace(make_problem(transport_problem::internal_error), one->context));
    }
}

void service::count(const operation& what, const call& one) {
    const std::lock_guard lock(mutex_);
    auto& figures = asks_[what.line];
    ++figures.served;
    figures.asked += one.asked();
}

std::map<std::string, route_asks> service::asks() const {
    const std::lock_guard lock(mutex_);
    return asks_;
}

} // namespace connectors::api
