#include "tests/bench/step_load.hpp"

#include "events/fault.hpp"

#include <fmt/format.h>

#include <random>
#include <string_view>

namespace bench {
namespace {

/// The text of a member of a flat JSON object; a driver must not cost more than what it drives.
std::string member(std::string_view json, std::string_view name, char end) {
    const std::string sought = fmt::format("\"{}\":{}", name, end == '"' ? "\"" : "");
    const auto at = json.find(sought);
    if (at == std::string_view::npos) {
        return {};
    }
    const auto from = at + sought.size();
    return std::string{json.substr(from, json.find(end, from) - from)};
}

/// The value of a header field that the server writes in this spelling.
std::string field(std::string_view head, std::string_view name) {
    const std::string sought = fmt::format("\r\n{}: ", name);
    const auto at = head.find(sought);
    if (at == std::string_view::npos) {
        return {};
    }
    const auto from = at + sought.size();
    return std::string{head.substr(from, head.find('\r', from) - from)};
}

} // namespace

step_load::step_load(std::size_t connections, std::map<events::role, std::string> tokens)
    : tokens_(std::move(tokens)), walkers_(connections), run_(std::random_device{}()) {
    const auto offices = walk_offices();
    for (std::size_t i = 0; i < connections; ++i) {
        walkers_[i].office = offices[i % offices.size()];
    }
}

load_request step_load::next(const load_turn& turn) {
    auto& who = walkers_[turn.connection];
    if (!who.position.empty()) {
        return look(who);
    }
    if (who.steps == nullptr || who.at == who.steps->size()) {
        who.number = cases_++;
        who.steps = &walks_.of(who.number);
        who.at = 0;
        who.code.clear();
    }
    const auto& step = (*who.steps)[who.at];
    load_request out;
    out.target = who.at == 0
                     ? fmt::format("/v1/offices/{}/commands/{}", who.office.str(), step.command)
                     : fmt::format("/v1/cases/{}/commands/{}", who.code, step.command);
    out.fields = fmt::format("Authorization: Bearer {}\r\nActing-As: {}\r\nIdempotency-Key: {}\r\n",
                             tokens_.at(step.as), events::name_of(step.as),
                             events::uuid_of(fmt::format("step {} {} {} {}", run_, turn.connection,
                                                         who.number, who.at)));
    if (who.at > 0) {
        out.fields += fmt::format("If-Match: {}\r\n", who.tag);
    }
    out.body = body_of(step, turn.connection, who.number);
    ++sent_;
    request_bytes_ += out.target.size() + out.fields.size() + out.body.size() + 80;
    return out;
}

load_request step_load::look(const walker& who) const {
    load_request out;
    out.method = "GET";
    out.target = fmt::format("/v1/cases/{}?min_position={}", who.code, who.position);
    out.fields =
        fmt::format("Authorization: Bearer {}\r\n", tokens_.at(events::role::counter_officer));
    out.at_once = true;
    return out;
}

void step_load::answered(const load_answer& what) {
    auto& who = walkers_[what.connection];
    if (what.status != 200 && what.status != 201) {
        throw events::fault("bench_refused",
                            fmt::format("{} of case {}: {} {}", (*who.steps)[who.at].command,
                                        who.number, what.status, what.body));
    }
    const auto ns = [&](auto since) {
        return static_cast<std::uint64_t>((what.at - since).count());
    };
    if (!who.position.empty()) {
        if (member(what.body, "version", ',') != who.version) {
            throw events::fault("bench_invisible", "an answered step is not in the query");
        }
        if (what.counted) {
            visible_.add(ns(who.due));
        }
        who.position.clear();
        return;
    }
    if (who.at == 0) {
        who.code = member(what.body, "code", '"');
    }
    // The support code stays valid when the case gets its other code at filing.
    ++who.at;
    who.tag = field(what.head, "ETag");
    if (looks_) {
        who.position = member(what.body, "position", '"');
        who.version = member(what.body, "version", ',');
        who.due = what.due;
    }
    if (what.counted) {
        ++steps_;
        answer_bytes_ += what.head.size() + what.body.size();
        answers_.add(ns(what.due));
    }
}

double step_load::request_bytes() const {
    return sent_ == 0 ? 0 : static_cast<double>(request_bytes_) / static_cast<double>(sent_);
}

double step_load::answer_bytes() const {
    return steps_ == 0 ? 0 : static_cast<double>(answer_bytes_) / static_cast<double>(steps_);
}

} // namespace bench
