#include "ops/desk/workbench.hpp"

#include "projections/store.hpp"

#include <nlohmann/json.hpp>

#include <iostream>

namespace ops {

workbench::workbench(const std::string& data)
    : on([&] {
          connectors::application_options how;
          how.data = data;
          how.duties = false;
          return how;
      }()),
      intake(on.vault(), on.documents(), on.store(), on.node(), on.rules()),
      outgoing(on.log(), on.store(), on.vault(), on.rules(), on.data() / "outbox") {}

bool workbench::set_clock(const std::string& now) {
    const auto at = events::instant_from_text(now);
    if (!at) {
        std::cerr << "--now must be an RFC 3339 time, such as 2017-06-01T09:00:00+07:00\n";
        return false;
    }
    on.time().set(*at);
    return true;
}

namespace {

int code_of(int status) {
    if (status == 404) {
        return not_found;
    }
    if (status == 400 || status == 422 || status == 428) {
        return usage;
    }
    return status == 403 || status == 409 || status == 412 ? conflict : failed;
}

} // namespace

int workbench::ask(connectors::http_method method, const std::string& path, const std::string& as,
                   const std::string& body, nlohmann::json& answer) {
    connectors::http_request request;
    request.method = method;
    const auto question = path.find('?');
    request.path = path.substr(0, question);
    if (question != std::string::npos) {
        const auto pair = path.substr(question + 1);
        const auto equals = pair.find('=');
        request.query.push_back({pair.substr(0, equals), pair.substr(equals + 1)});
    }
    request.body = body;
    if (method == connectors::http_method::post) {
        request.headers.add("Content-Type", "application/json");
        // A command typed by hand is a new one each time; scripts repeat theirs through the API.
        request.headers.add("Idempotency-Key",
                            events::uuid_of(path + body + events::to_text(on.time().now())));
        request.headers.add("If-Match", "*");
    }
    const auto response = on.call(std::move(request), as);
    answer = nlohmann::json::parse(response.body, nullptr, false);
    if (response.status < 400) {
        return done;
    }
    if (answer.is_object()) {
        std::cerr << answer.value("title", std::string{}) << ": "
                  << answer.value("detail", std::string{}) << "\n";
        for (const auto* more : {"rule", "source", "allowed", "errors"}) {
            if (answer.contains(more)) {
                std::cerr << "  " << more << ": " << answer[more].dump() << "\n";
            }
        }
    }
    return code_of(response.status);
}

void print(const nlohmann::json& answer, const std::string& output) {
    if (output == "jsonl" && answer.contains("items")) {
        for (const auto& item : answer["items"]) {
            std::cout << item.dump() << "\n";
        }
        return;
    }
    std::cout << (output == "json" ? answer.dump() : answer.dump(2)) << "\n";
}

} // namespace ops
