#include "connectors/api/command_request.hpp"

#include "connectors/api/json_body.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/http/request_fields.hpp"
#include "connectors/input_error.hpp"
#include "connectors/strict_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connectors::api {

void refuse_input(std::vector<problem_item> wrong) {
    auto told = problem_of("invalid_input");
    told.errors = std::move(wrong);
    throw refusal(std::move(told));
}

std::string command_name(const call& of) {
    const auto& name = of.context.parameter("command");
    if (!is_command(name)) {
        throw refusal(problem_of("command_unknown", {"Không có lệnh " + name + ".",
                                                     "There is no command " + name + "."}));
    }
    return name;
}

namespace {

/// Ids that are functions of something, such as those of alerts and closings, are UUIDs of version
/// 8 (events::uuid_of). Who knows the function could take one away from the duty whose it is.
bool may_be_derived(std::string_view uuid) {
    constexpr std::size_t version_at = 14;
    return uuid[version_at] == '8';
}

} // namespace

events::command_id command_id_of(const call& of, const events::office_code& office,
                                 const events::case_id& subject) {
    const auto key = parse_idempotency_key(of.context.request.header("Idempotency-Key"));
    if (!key) {
        throw refusal(problem_of("idempotency_key_missing"));
    }
    if (!subject.empty() && events::is_uuid(*key) && !may_be_derived(*key)) {
        return events::command_id{*key};
    }
    // The id of what opens a case is the case's: under the key alone, two offices would open the
    // same one, in two partitions that have no order between them.
    const auto about = subject.empty() ? "office:" + office.str() : subject.str();
    return events::command_id{
        events::uuid_of(fmt::format("key:{}:{}:{}", of.officer().str(), about, *key))};
}

events::digest request_hash(const call& of) {
    const auto& request = of.context.request;
    return events::sha256(
        fmt::format("{}\n{}\n{}", of.officer().str(), request.path, request.body));
}

taken_key take_key(service& in, const events::command_id& id, const events::digest& request) {
    auto begun = in.bodies().begin(id, request);
    if (begun.as == body_memory::use::other) {
        throw refusal(problem_of("idempotency_key_reused"));
    }
    if (begun.as == body_memory::use::running) {
        auto told = problem_of("idempotency_key_busy");
        told.retry_after_s = 1;
        throw refusal(std::move(told));
    }
    return {std::move(begun.flight), request, begun.has_counted};
}

command_input read_body(const call& of, std::string_view name) {
    const auto& request = of.context.request;
    const auto type = request.header("Content-Type");
    if (!request.body.empty() && !type.empty() && !type.starts_with("application/json")) {
        throw refusal(problem_of("media_type_unknown"));
    }
    const auto body = read_strict_json(request.body.empty() ? "{}" : request.body);
    if (!body) {
        refuse_json(body.error());
    }
    auto read = read_command(name, *body);
    if (!read) {
        refuse_input(std::move(read.error()));
    }
    return *std::move(read);
}

void check_documents(const call& of, const std::vector<events::document_ref>& documents) {
    std::vector<problem_item> wrong;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (!of.on.documents.has(documents[i].sha256)) {
            wrong.push_back(
                input_error(fmt::format("/documents/{}/sha256", i), "is no document here"));
        }
    }
    if (!wrong.empty()) {
        refuse_input(std::move(wrong));
    }
}

std::optional<std::uint64_t> version_of_condition(const call& of, const events::case_id& subject) {
    const auto header = of.context.request.headers.joined("If-Match");
    if (header.empty()) {
        throw refusal(problem_of("condition_missing"));
    }
    const auto condition = parse_entity_tags(header);
    if (!condition || (!condition->any && condition->tags.size() != 1)) {
        throw refusal(problem_of("parameter_invalid", {"If-Match phải là một ETag của hồ sơ.",
                                                       "If-Match must be one ETag of the case."}));
    }
    if (condition->any) {
        return std::nullopt;
    }
    const auto place = condition->tags.front().rfind(':');
    const auto tag = std::string_view{condition->tags.front()};
    std::uint64_t version = 0;
    if (place == std::string_view::npos || tag.substr(0, place) != subject.str()) {
        throw refusal(problem_of("version_conflict",
                                 {"ETag thuộc hồ sơ khác.", "The ETag is of another case."}));
    }
    const auto digits = tag.substr(place + 1);
    bool is_number = !digits.empty();
    for (const char c : digits) {
        is_number = is_number && c >= '0' && c <= '9' && version <= 1'000'000'000;
        version = is_number ? version * 10 + static_cast<std::uint64_t>(c - '0') : version;
    }
    if (!is_number) {
        throw refusal(
            problem_of("parameter_invalid", {"If-Match sai dạng.", "If-Match is malformed."}));
    }
    return version;
}

} // namespace connectors::api
