#include "ops/session/ask.hpp"

#include "connectors/http/address.hpp"
#include "events/fault.hpp"
#include "events/ids.hpp"
#include "ops/cli/exit_code.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <random>

namespace ops {
namespace {

using json = nlohmann::ordered_json;
constexpr std::size_t page_rows = 200; ///< the most that the API gives at once

std::string new_key() {
    std::random_device from;
    std::array<std::uint8_t, 10> random{};
    for (auto& byte : random) {
        byte = static_cast<std::uint8_t>(from());
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return events::uuid_v7(std::chrono::duration_cast<std::chrono::milliseconds>(now).count(),
                           random);
}

} // namespace

connectors::http_response ask(session& of, const question& asked) {
    const auto* key = asked.headers.find("Idempotency-Key");
    connectors::http_response answer;
    try {
        answer = of.send(asked);
    } catch (const events::fault& no) {
        if (key != nullptr && (no.code() == "http_timeout" || no.code() == "http_reply")) {
            throw unanswered(no, *key);
        }
        throw;
    }
    if (answer.status >= 400) {
        throw refused(answer.status, answer.body, key == nullptr ? "" : *key);
    }
    return answer;
}

json ask_json(session& of, const question& asked) {
    const auto answer = ask(of, asked);
    if (answer.body.empty()) {
        return json::object();
    }
    auto read = json::parse(answer.body, nullptr, false);
    if (read.is_discarded()) {
        throw events::fault("http_reply", "ask " + of.place() + " for " + asked.path +
                                              ": what came back is no JSON; is it a motcua?");
    }
    return read;
}

std::string path_to(std::initializer_list<std::string_view> segments) {
    std::string out;
    for (const auto one : segments) {
        out += '/';
        out += connectors::percent_encode(one);
    }
    return out;
}

question post(std::string path, std::string body, const std::string& key,
              const std::string& version) {
    question out;
    out.method = connectors::http_method::post;
    out.path = std::move(path);
    out.body = std::move(body);
    out.headers.add("Idempotency-Key", key.empty() ? new_key() : key);
    out.headers.add("If-Match", version.empty() ? "*" : version);
    return out;
}

bool each_item(session& of, question asked, std::size_t limit,
               const std::function<bool(const json&)>& visit) {
    const auto query = asked.query;
    std::string cursor;
    for (std::size_t shown = 0;;) {
        asked.query = query;
        const auto wanted = limit == 0 ? page_rows : std::min(page_rows, limit - shown);
        asked.query.push_back({"limit", std::to_string(wanted)});
        if (!cursor.empty()) {
            asked.query.push_back({"cursor", cursor});
        }
        const auto page = ask_json(of, asked);
        for (const auto& item : page.value("items", json::array())) {
            if (!visit(item)) {
                return true;
            }
            ++shown;
        }
        cursor = page.value("next", "");
        if (cursor.empty() || (limit != 0 && shown >= limit)) {
            return !cursor.empty();
        }
    }
}

int exit_code_of(int status) {
    switch (status) {
    case 404:
    case 410:
        return not_found;
    case 400:
    case 405:
    case 406:
    case 413:
    case 415:
    case 422:
    case 428:
        return usage;
    case 401:
    case 403:
    case 409:
    case 412:
    case 429:
        return conflict;
    default:
        return failed;
    }
}

} // namespace ops
