#include "ops/cli/nearest.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/config/settings.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace ops {
namespace {

struct reader {
    const std::filesystem::path& path;
    std::map<std::string, setting> found{};

    [[nodiscard]] std::string place(const toml::node& of) const {
        return fmt::format("{}:{}", path.string(), of.source().begin.line);
    }

    void refuse(const std::string& name, std::string where) const {
        std::vector<std::string> known;
        for (const auto& key : setting_keys()) {
            known.emplace_back(key.name);
        }
        throw usage_error(fmt::format("{}: there is no setting {}{}", std::move(where), name,
                                      did_you_mean(name, known)),
                          "motcua config show lists them");
    }

    void take(const std::string& name, const toml::key& key, const toml::node& node) {
        if (const auto* table = node.as_table()) {
            read(*table, name + ".");
            return;
        }
        const auto where = fmt::format("{}:{}", path.string(), key.source().begin.line);
        if (find_setting_key(name) == nullptr) {
            refuse(name, where);
        }
        setting value{{}, origin::file, where};
        if (const auto* text = node.as_string()) {
            value.value = text->get();
        } else if (const auto* number = node.as_integer()) {
            value.value = std::to_string(number->get());
        } else if (const auto* flag = node.as_boolean()) {
            value.value = flag->get() ? "true" : "false";
        } else {
            throw usage_error(
                fmt::format("{}: {} must be a text, a number or true or false", where, name));
        }
        found[name] = std::move(value);
    }

    void read(const toml::table& table, const std::string& below) {
        for (const auto& [key, node] : table) {
            take(below + std::string{key.str()}, key, node);
        }
    }
};

} // namespace

std::map<std::string, setting> read_setting_file(const std::filesystem::path& path) {
    reader in{path};
    try {
        in.read(toml::parse_file(path.string()), "");
    } catch (const toml::parse_error& no) {
        throw usage_error(
            fmt::format("{}:{}: {}", path.string(), no.source().begin.line, no.description()));
    }
    return std::move(in.found);
}

} // namespace ops
