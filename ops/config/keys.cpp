#include "ops/config/settings.hpp"

namespace ops {
namespace {

bool fits(std::string_view pattern, std::string_view name) {
    const auto star = pattern.find('*');
    if (star == std::string_view::npos) {
        return pattern == name;
    }
    const auto before = pattern.substr(0, star);
    const auto after = pattern.substr(star + 1);
    if (name.size() <= before.size() + after.size() || !name.starts_with(before) ||
        !name.ends_with(after)) {
        return false;
    }
    const auto middle = name.substr(before.size(), name.size() - before.size() - after.size());
    return middle.find('.') == std::string_view::npos;
}

} // namespace

const std::vector<setting_key>& setting_keys() {
    using enum setting_kind;
    static const std::vector<setting_key> all{
        {"data.folder", text, "", "data", "the data folder to work on"},
        {"log.place", text, "", "log",
         "kafka://host:port,… when the log is not the folder's log.db"},
        {"log.properties", text, "", "", "a file of Kafka's client properties, name=value"},
        {"log.unsafe", boolean, "false", "", "for tests: run on a topic that could lose events"},
        {"documents.place", text, "", "",
         "https://host/bucket when documents lie in S3-compatible storage"},
        {"documents.region", text, "us-east-1", "", "the region of that storage"},
        {"documents.access_key", text, "", "", "who uses it; better in the environment"},
        {"documents.secret_key", text, "", "", "its secret; better in the environment"},
        {"client.server", text, "", "server", "the server to work through, http://host:port"},
        {"client.as", text, "", "as", "who asks, when the command does not say"},
        {"client.acting_as", text, "", "acting-as", "in which role"},
        {"client.token", text, "", "", "a bearer token for the server; better in the environment"},
        {"output.format",
         text,
         "table",
         "output",
         "how results are printed",
         {"table", "json", "jsonl", "csv"}},
        {"output.language", text, "vi", "lang", "language of labels and refusals", {"vi", "en"}},
        {"output.color",
         text,
         "auto",
         "color",
         "whether tables have colours",
         {"auto", "always", "never"}},
        {"output.quiet", boolean, "false", "quiet", "no talk on stderr but errors"},
        {"serve.address", text, "127.0.0.1", "address", "where the server listens"},
        {"serve.port", number, "8480", "port", "the server's port; 0: a free one"},
        {"serve.workers", number, "2", "", "threads for requests that read or write"},
        {"log.level", text, "info", "", "what the server logs", {"debug", "info", "warn", "error"}},
        {"log.requests", boolean, "false", "", "whether the server logs each request"},
        {"contacts.*.address", text, "", "", "an office's address in its letters"},
        {"contacts.*.phone", text, "", "", "an office's telephone in its letters"},
        {"contacts.*.email", mailbox, "", "", "an office's mailbox in its letters"},
    };
    return all;
}

const setting_key* find_setting_key(std::string_view name) {
    for (const auto& one : setting_keys()) {
        if (fits(one.name, name)) {
            return &one;
        }
    }
    return nullptr;
}

} // namespace ops
