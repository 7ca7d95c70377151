#include "engine/lifecycles/print.hpp"

#include "engine/decide.hpp"
#include "engine/finality.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

namespace engine {
namespace {

std::string guards_text(const transition& row) {
    std::string out;
    for (const auto* guard : row.guards) {
        out += (out.empty() ? "" : " and ") + std::string{guard->name};
    }
    return out;
}

std::set<events::status> statuses_of(const lifecycle_table& table) {
    std::set<events::status> all;
    for (const auto& row : table.rows()) {
        all.insert(row.from);
        all.insert(row.to);
    }
    return all;
}

using ordered = nlohmann::ordered_json;

/// As people write the other files: a blank after each colon and comma.
std::string on_one_line(const ordered& value) {
    if (!value.is_structured()) {
        return value.dump();
    }
    std::string out;
    for (const auto& [key, member] : value.items()) {
        out += out.empty() ? "" : ", ";
        out += value.is_object() ? ordered(key).dump() + ": " : "";
        out += on_one_line(member);
    }
    return value.is_object() ? "{" + out + "}" : "[" + out + "]";
}

std::string a_line_each(std::string_view name, const std::vector<ordered>& items) {
    std::string out;
    for (const auto& item : items) {
        out += (out.empty() ? "\n    " : ",\n    ") + on_one_line(item);
    }
    return fmt::format("  \"{}\": [{}\n  ]", name, out);
}

std::vector<ordered> status_items(const lifecycle_table& table) {
    std::vector<ordered> all;
    for (const auto at : statuses_of(table)) {
        if (at != events::status::none) {
            all.push_back({{"id", events::name_of(at)},
                           {"vi", vietnamese(at)},
                           {"final", is_final(table.name, at)}});
        }
    }
    return all;
}

/// Rules of one name differ in what they ask and not in what they tell.
std::vector<ordered> rule_items(const lifecycle_table& table) {
    std::map<std::string_view, const step_rule*> by_name;
    for (const auto& row : table.rows()) {
        for (const auto* rule : row.guards) {
            by_name.try_emplace(rule->name, rule);
        }
    }
    std::vector<ordered> all;
    for (const auto& [name, rule] : by_name) {
        all.push_back({{"id", name}, {"vi", rule->vi}, {"en", rule->en}, {"source", rule->source}});
    }
    return all;
}

std::vector<ordered> step_items(const lifecycle_table& table) {
    std::vector<ordered> all;
    for (const auto& row : table.rows()) {
        ordered step{{"from", events::name_of(row.from)}, {"command", row.command},
                     {"to", events::name_of(row.to)},     {"records", row.records},
                     {"when", ordered::array()},          {"roles", ordered::array()}};
        for (const auto* rule : row.guards) {
            step["when"].push_back(rule->name);
        }
        for (const auto as : roles_of(row.command)) {
            step["roles"].push_back(events::name_of(as));
        }
        all.push_back(std::move(step));
    }
    return all;
}

} // namespace

std::string print_table(const lifecycle_table& table) {
    using line = std::array<std::string, 5>;
    std::vector<line> lines{{"from", "command", "to", "records", "when"}};
    for (const auto& row : table.rows()) {
        lines.push_back({std::string{events::name_of(row.from)}, std::string{row.command},
                         std::string{events::name_of(row.to)}, std::string{row.records},
                         guards_text(row)});
    }
    std::array<std::size_t, 5> widths{};
    for (const auto& one : lines) {
        for (std::size_t i = 0; i < one.size(); ++i) {
            widths[i] = std::max(widths[i], one[i].size());
        }
    }
    std::string out = fmt::format("lifecycle {}\n", events::name_of(table.name));
    for (const auto& one : lines) {
        std::string text;
        for (std::size_t i = 0; i < one.size(); ++i) {
            text += fmt::format("{:<{}}  ", one[i], widths[i]);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    }
    return out;
}

std::string print_mermaid(const lifecycle_table& table) {
    std::string out = "stateDiagram-v2\n";
    for (const auto at : statuses_of(table)) {
        if (at != events::status::none) {
            out += fmt::format("    {} : {}\n", events::name_of(at), vietnamese(at));
        }
    }
    for (const auto& row : table.rows()) {
        const auto guards = guards_text(row);
        out += fmt::format("    {} --> {} : {}{}\n",
                           row.from == events::status::none ? "[*]" : events::name_of(row.from),
                           events::name_of(row.to), row.command,
                           guards.empty() ? "" : " [" + guards + "]");
    }
    for (const auto at : statuses_of(table)) {
        if (is_final(table.name, at)) {
            out += fmt::format("    {} --> [*]\n", events::name_of(at));
        }
    }
    return out;
}

std::string print_bpmn(const lifecycle_table& table) {
    const auto name = events::name_of(table.name);
    std::string out = fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions_{0}" targetNamespace="urn:vn.thads.motcua:lifecycles">
  <bpmn:process id="{0}" name="{0}" isExecutable="false">
    <bpmn:startEvent id="start"/>
    <bpmn:exclusiveGateway id="at_none" name="start"/>
    <bpmn:sequenceFlow id="begin" sourceRef="start" targetRef="at_none"/>
)",
        name);
    auto to = std::back_inserter(out);
    for (const auto at : statuses_of(table)) {
        if (at == events::status::none) {
            continue;
        }
        fmt::format_to(to, "    <bpmn:exclusiveGateway id=\"at_{}\" name=\"{}\"/>\n",
                       events::name_of(at), vietnamese(at));
        if (is_final(table.name, at)) {
            fmt::format_to(to,
                           "    <bpmn:endEvent id=\"end_{0}\"/>\n"
                           "    <bpmn:sequenceFlow id=\"ends_{0}\" sourceRef=\"at_{0}\" "
                           "targetRef=\"end_{0}\"/>\n",
                           events::name_of(at));
        }
    }
    std::size_t number = 0;
    for (const auto& row : table.rows()) {
        ++number;
        fmt::format_to(to,
                       "    <bpmn:userTask id=\"step_{0}\" name=\"{1}\"/>\n"
                       "    <bpmn:sequenceFlow id=\"into_{0}\" name=\"{2}\" sourceRef=\"at_{3}\" "
                       "targetRef=\"step_{0}\"/>\n"
                       "    <bpmn:sequenceFlow id=\"from_{0}\" sourceRef=\"step_{0}\" "
                       "targetRef=\"at_{4}\"/>\n",
                       number, row.command, guards_text(row), events::name_of(row.from),
                       events::name_of(row.to));
    }
    out += "  </bpmn:process>\n</bpmn:definitions>\n";
    return out;
}

std::string print_json(const lifecycle_table& table) {
    return fmt::format("{{\n  \"$schema\": \"lifecycle.schema.json\",\n"
                       "  \"lifecycle\": {},\n  \"source\": {},\n{},\n{},\n{}\n}}\n",
                       ordered(events::name_of(table.name)).dump(), ordered(table.source).dump(),
                       a_line_each("statuses", status_items(table)),
                       a_line_each("rules", rule_items(table)),
                       a_line_each("steps", step_items(table)));
}

} // namespace engine
