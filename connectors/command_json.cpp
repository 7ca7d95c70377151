#include "connectors/command_json.hpp"

#include "connectors/input_error.hpp"
#include "connectors/mail/clean.hpp"
#include "connectors/mail/compose.hpp"
#include "events/json_read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace connectors {
namespace {

using nlohmann::json;
using problems = std::vector<problem_item>;

constexpr std::size_t text_bytes_max = 20'000;
constexpr std::size_t word_bytes_max = 2'000;
constexpr std::size_t items_max = 200;

/// RFC 6901: a name that the caller chose may hold a slash.
std::string child(const std::string& pointer, const std::string& name) {
    return (json::json_pointer{pointer} / name).to_string();
}

/// Reads one member, if the body has it.
void read_member(const json& body, const events::reading::wanted& one, problems& wrong) {
    try {
        events::reading::read_member(body, one, "", events::extra_members::refused);
    } catch (const events::decode_error& no) {
        wrong.push_back(input_error(no));
    }
}

/// Reads the members of T that the body has, each on its own, so that one wrong member does not
/// hide the next. Adds the names of T's fields to `known`.
template <events::described T>
void read_members(const json& body, T& into, std::vector<std::string_view>& known,
                  problems& wrong) {
    events::for_each_field(into, [&](std::string_view name, auto& member) {
        known.push_back(name);
        read_member(body, events::reading::member_named(name, member), wrong);
    });
}

/// A command by its name: makes it empty, and reads its own members.
struct command_kind {
    std::string_view name;
    void (*make)(engine::command_detail& into);
    void (*read)(const json& body, engine::command_detail& into,
                 std::vector<std::string_view>& known, problems& wrong);
};

template <class C> constexpr command_kind kind_of() {
    return {C::name, [](engine::command_detail& into) { into.emplace<C>(); },
            [](const json& body, engine::command_detail& into, std::vector<std::string_view>& known,
               problems& wrong) { read_members(body, into.emplace<C>(), known, wrong); }};
}

constexpr auto command_kinds = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array{kind_of<std::variant_alternative_t<I, engine::command_detail>>()...};
}(std::make_index_sequence<std::variant_size_v<engine::command_detail>>{});

/// Null when no command has that name.
const command_kind* kind_named(std::string_view name) {
    const auto found = std::ranges::find(command_kinds, name, &command_kind::name);
    return found == command_kinds.end() ? nullptr : &*found;
}

void refuse_unknown_members(const json& body, const std::vector<std::string_view>& known,
                            problems& wrong) {
    for (const auto& [name, unused] : body.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            wrong.push_back(input_error(child("", name), "is not known here"));
        }
    }
}

/// Texts and lists within bounds, and no character that shows people something else than it is.
void check_texts(const json& part, const std::string& pointer, problems& wrong) {
    if (part.is_string()) {
        const auto& text = part.get_ref<const std::string&>();
        const auto most = pointer == "/text" ? text_bytes_max : word_bytes_max;
        if (text.size() > most) {
            wrong.push_back(input_error(pointer, fmt::format("is longer than {} bytes", most)));
        }
        if (has_hidden_characters(text)) {
            wrong.push_back(input_error(pointer, "has hidden characters"));
        }
        return;
    }
    if (part.is_array() && part.size() > items_max) {
        wrong.push_back(input_error(pointer, fmt::format("has more than {} items", items_max)));
        return;
    }
    if (part.is_structured()) {
        for (const auto& [name, one] : part.items()) {
            check_texts(one, child(pointer, name), wrong);
        }
    }
}

/// Letters are written there: an address that makes no mail would be noticed by nobody.
void check_mailboxes(const std::vector<person_input>& persons, problems& wrong) {
    for (std::size_t i = 0; i < persons.size(); ++i) {
        const auto& email = persons[i].email;
        if (email && !email->empty() && !is_plain_address(*email)) {
            wrong.push_back(
                input_error(fmt::format("/persons/{}/email", i), "must be name@domain"));
        }
    }
}

} // namespace

const std::vector<std::string_view>& command_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> out;
        for (const auto& one : command_kinds) {
            out.push_back(one.name);
        }
        return out;
    }();
    return names;
}

bool is_command(std::string_view name) { return kind_named(name) != nullptr; }

engine::command_detail empty_command(std::string_view name) {
    engine::command_detail out;
    if (const auto* const kind = kind_named(name)) {
        kind->make(out);
    }
    return out;
}

tl::expected<command_input, std::vector<problem_item>> read_command(std::string_view name,
                                                                    const json& body) {
    if (!body.is_object()) {
        return tl::unexpected(problems{input_error("", "must be an object")});
    }
    problems wrong;
    command_input out;
    std::vector<std::string_view> known;
    if (const auto* const kind = kind_named(name)) {
        kind->read(body, out.detail, known, wrong);
    }
    read_members(body, out.common, known, wrong);
    refuse_unknown_members(body, known, wrong);
    check_texts(body, "", wrong);
    check_mailboxes(out.common.persons, wrong);
    if (!wrong.empty()) {
        return tl::unexpected(std::move(wrong));
    }
    return out;
}

} // namespace connectors
