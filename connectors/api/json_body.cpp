#include "connectors/api/json_body.hpp"

#include "connectors/input_error.hpp"

namespace connectors::api {
namespace {

[[noreturn]] void refuse_item(problem_item wrong) {
    auto told = problem_of("invalid_input");
    told.errors.push_back(std::move(wrong));
    throw refusal(std::move(told));
}

} // namespace

nlohmann::json json_body_of(const call& of, std::size_t bytes_max) {
    json_limits limits;
    limits.bytes_max = bytes_max;
    auto body = read_strict_json(of.context.request.body, limits);
    if (!body) {
        refuse_json(body.error());
    }
    return *std::move(body);
}

void refuse_json(const json_refusal& why) {
    auto told =
        problem_of("body_invalid", {"Không đọc được JSON: " + why.detail.vi + ".", why.detail.en});
    told.with("reason", why.code);
    throw refusal(std::move(told));
}

void refuse_member(const std::string& pointer, std::string_view said) {
    refuse_item(input_error(pointer, said));
}

void refuse_member(const events::decode_error& said) { refuse_item(input_error(said)); }

} // namespace connectors::api
