#include "ops/server/json_log.hpp"

#include "events/instant.hpp"

#include <nlohmann/json.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <memory>

namespace ops {
namespace {

using json = nlohmann::ordered_json;

/// A message that is a JSON object is merged into the line, any other becomes its `msg`.
class json_lines : public spdlog::formatter {
public:
    void format(const spdlog::details::log_msg& what, spdlog::memory_buf_t& into) override {
        const std::string text{what.payload.data(), what.payload.size()};
        const auto level = spdlog::level::to_string_view(what.level);
        json line{{"ts", events::to_text(std::chrono::floor<std::chrono::milliseconds>(what.time))},
                  {"level", std::string{level.data(), level.size()}}};
        const auto members = text.starts_with("{") ? json::parse(text, nullptr, false) : json{};
        if (members.is_object()) {
            line.update(members);
        } else {
            line["msg"] = text;
        }
        const auto out = line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
        into.append(out.data(), out.data() + out.size());
    }
    [[nodiscard]] std::unique_ptr<formatter> clone() const override {
        return std::make_unique<json_lines>();
    }
};

} // namespace

void log_as_json_lines(const std::string& level) {
    auto logger = std::make_shared<spdlog::logger>(
        "motcua", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_formatter(std::make_unique<json_lines>());
    logger->set_level(spdlog::level::from_str(level));
    logger->flush_on(spdlog::level::trace);
    spdlog::set_default_logger(std::move(logger));
}

void log_object(const char* level, std::string object) {
    spdlog::log(spdlog::level::from_str(level), "{}", object);
}

} // namespace ops
