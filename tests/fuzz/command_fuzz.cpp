#include "connectors/command_json.hpp"
#include "connectors/strict_json.hpp"
#include "events/json_write.hpp"
#include "events/memory_vault.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void expect(bool promise) {
    if (!promise) {
        std::abort();
    }
}

} // namespace

/// A command's name, a line break, its body: any bytes are a command or an error that names every
/// wrong member, and what was read says the same when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    const auto line = std::min(input.find('\n'), input.size());
    const auto name = input.substr(0, line);
    const auto body = connectors::read_strict_json(input.substr(std::min(line + 1, input.size())));
    if (!body) {
        expect(!body.error().code.empty());
        return 0;
    }
    if (!connectors::is_command(name)) {
        return 0;
    }
    auto read = connectors::read_command(name, *body);
    if (!read) {
        expect(!read.error().empty());
        return 0;
    }
    const auto written = std::visit(
        [](const auto& detail) { return nlohmann::json::parse(events::json_of(detail).dump()); },
        read->detail);
    const auto again = connectors::read_command(name, written);
    expect(again && again->detail == read->detail);
    static events::memory_vault keys;
    engine::command into;
    into.id = events::command_id{"0190a1b2-0000-7000-8000-000000000001"};
    into.detail = read->detail;
    const auto sealed = connectors::seal_into(into, std::move(read->common), nullptr, keys);
    expect(sealed || !sealed.error().empty());
    return 0;
}
