#include "ops/commands/history_text.hpp"

#include "ops/output/width.hpp"

#include <fmt/format.h>

#include <ostream>

namespace ops {
namespace {

std::string text_in(const json& of, std::string_view name) {
    const auto found = of.find(name);
    return found != of.end() && found->is_string() ? printable(found->get<std::string>()) : "";
}

void detail(printer& out, std::string_view name, const std::string& text) {
    if (!text.empty()) {
        out.data() << "      " << out.faint(name) << ": " << text << "\n";
    }
}

std::string with_source(std::string text, const std::string& source) {
    return source.empty() ? text : std::move(text) + " [" + source + "]";
}

/// What people call a period of this step; its id where the law has no name for it.
std::string period_name(const json& step, const std::string& id) {
    for (const auto& one : step.value("period_names", json::array())) {
        if (text_in(one, "id") == id) {
            return text_in(one, "name");
        }
    }
    return id;
}

std::string period_text(const printer& out, const json& step, const json& started) {
    const auto due = text_in(started, "due");
    const auto unit = label_of(text_in(started, "unit"), out.how().in);
    auto text = fmt::format("{} {} {}", period_name(step, text_in(started, "id")),
                            out.in("trước", "before"), office_time(due));
    if (started.contains("amount")) {
        text += fmt::format(" ({} {})", started["amount"].dump(), unit);
    }
    return with_source(text, text_in(started, "source"));
}

void print_why(printer& out, const json& step) {
    // A rule's text is what it says when it is broken.
    for (const auto& rule : step.value("rules_met", json::array())) {
        detail(out, out.in("không thuộc trường hợp", "found not to be so"),
               with_source(text_in(rule, "text"), text_in(rule, "source")));
    }
    for (const auto& ground : step.value("grounds", json::array())) {
        const auto text = text_in(ground, "text");
        detail(
            out, out.in("lý do", "ground"),
            with_source(text.empty() ? text_in(ground, "code") : text, text_in(ground, "source")));
    }
}

/// The reason that the step itself states: its words, or the code that stands for them; logs of
/// before have words in the code's place.
void print_words(printer& out, const json& step) {
    const auto words = step.value("words", json::object());
    const auto title = out.in("nêu", "stated");
    if (const auto text = text_in(words, "text"); !text.empty()) {
        detail(out, title, text);
    } else if (const auto state = text_in(words, "state"); !state.empty()) {
        detail(out, title, std::string{label_of(state, out.how().in)});
    } else if (const auto own = step.find("detail"); own != step.end()) {
        const auto code = text_in(*own, "reason");
        detail(out, title, code.empty() ? text_in(*own, "explanation") : code);
    }
}

/// Of what tells of another step, which one.
void print_step_told(printer& out, const json& step) {
    const auto own = step.value("detail", json::object());
    if (const auto told = own.find("of_step"); told != own.end()) {
        detail(out, out.in("về bước", "of step"), told->dump());
    }
}

void print_effects(printer& out, const json& step) {
    print_step_told(out, step);
    for (const auto& one : step.value("numbers", json::array())) {
        detail(out, out.in("số", "number"), text_in(one, "text"));
    }
    for (const auto& one : step.value("deadlines_started", json::array())) {
        detail(out, out.in("tính hạn", "period"), period_text(out, step, one));
    }
    const std::pair<const char*, std::string_view> changes[]{
        {"deadlines_met", out.in("xong hạn", "period met")},
        {"deadlines_paused", out.in("tạm dừng hạn", "period paused")},
        {"deadlines_lapsed", out.in("hết hiệu lực hạn", "period lapsed")}};
    for (const auto& [name, title] : changes) {
        std::string all;
        for (const auto& one : step.value(name, json::array())) {
            all += (all.empty() ? "" : ", ") + period_name(step, one.get<std::string>());
        }
        detail(out, title, all);
    }
    for (const auto& one : step.value("deadlines_moved", json::array())) {
        detail(out, out.in("đổi hạn", "period moved"),
               fmt::format("{} → {}", period_name(step, text_in(one, "id")),
                           office_time(text_in(one, "due"))));
    }
    for (const auto& one : step.value("documents", json::array())) {
        detail(out, out.in("tài liệu", "document"),
               fmt::format("{} {}", label_of(text_in(one, "kind"), out.how().in),
                           text_in(one, "sha256").substr(0, 12)));
    }
}

} // namespace

std::string person_text(const printer& out, const json& person) {
    const auto state = person.value("state", "");
    if (state != "open") {
        return label_of(state, out.how().in);
    }
    const auto data = person.value("data", json::object());
    std::string text;
    for (const auto* name :
         {"name", "address", "email", "phone", "from_name", "from_address", "subject", "text"}) {
        if (const auto one = text_in(data, name); !one.empty()) {
            text += (text.empty() ? "" : " · ") + cut_to_width(one, 100);
        }
    }
    return text;
}

void print_step(printer& out, const json& step) {
    const auto name = text_in(step, "actor_name");
    const auto actor = text_in(step, "actor");
    const auto role = label_of(text_in(step, "role"), out.how().in);
    const auto status = text_in(step, "status_label");
    out.data() << fmt::format(
        "{:>3}  {}  {}  {} ({})\n", step.value("sequence", 0), office_time(text_in(step, "time")),
        out.bold(text_in(step, "type")) + (status.empty() ? "" : " → " + out.good(status)),
        name.empty() ? actor : name, role);
    if (office_time(text_in(step, "time")) != office_time(text_in(step, "recorded"))) {
        detail(out, out.in("nhập lúc", "entered"), office_time(text_in(step, "recorded")));
    }
    print_why(out, step);
    print_words(out, step);
    print_effects(out, step);
    for (const auto& person : step.value("persons", json::array())) {
        detail(out, label_of(text_in(person, "part"), out.how().in), person_text(out, person));
    }
    detail(out, out.in("vị trí", "position"),
           text_in(step, "position") + "  sha256 " + text_in(step, "hash").substr(0, 16));
}

const std::vector<column>& history_columns() {
    static const std::vector<column> all{
        {"", "", "/sequence"}, {"", "", "/time"},         {"", "", "/recorded"},
        {"", "", "/type"},     {"", "", "/actor"},        {"", "", "/actor_name"},
        {"", "", "/role"},     {"", "", "/status_after"}, {"", "", "/position"},
        {"", "", "/hash"},     {"", "", "/command"},
    };
    return all;
}

} // namespace ops
