#include "connectors/command_json.hpp"

#include "connectors/input_error.hpp"
#include "connectors/mail/clean.hpp"
#include "events/json_read.hpp"

#include <fmt/format.h>

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

/// Calls `use(std::type_identity<Command>)` for the command of that name.
template <class Use> void with_command(std::string_view name, Use&& use) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto one = [&]<class C>(std::type_identity<C> type) {
            if (C::name == name) {
                use(type);
            }
        };
        (one(std::type_identity<std::variant_alternative_t<I, engine::command_detail>>{}), ...);
    }(std::make_index_sequence<std::variant_size_v<engine::command_detail>>{});
}

/// Reads the members of T that the body has, each on its own, so that one wrong member does not
/// hide the next. Adds the names of T's fields to `known`.
template <events::described T>
void read_members(const json& body, T& into, std::vector<std::string_view>& known,
                  problems& wrong) {
    events::for_each_field(into, [&](std::string_view name, auto& member) {
        using M = std::remove_cvref_t<decltype(member)>;
        known.push_back(name);
        const std::string pointer = "/" + std::string{name};
        const auto found = body.find(std::string{name});
        if (found == body.end()) {
            if constexpr (!events::is_optional<M> && !events::is_vector<M>) {
                wrong.push_back(input_error(pointer, "is missing"));
            }
            return;
        }
        try {
            events::reading::value(*found, member, pointer, events::extra_members::refused);
        } catch (const events::decode_error& no) {
            wrong.push_back(input_error(no));
        }
    });
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

} // namespace

const std::vector<std::string_view>& command_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> out;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (out.push_back(std::variant_alternative_t<I, engine::command_detail>::name), ...);
        }(std::make_index_sequence<std::variant_size_v<engine::command_detail>>{});
        return out;
    }();
    return names;
}

bool is_command(std::string_view name) {
    const auto& all = command_names();
    return std::find(all.begin(), all.end(), name) != all.end();
}

engine::command_detail empty_command(std::string_view name) {
    engine::command_detail out;
    with_command(name, [&]<class C>(std::type_identity<C>) { out = C{}; });
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
    with_command(name, [&]<class C>(std::type_identity<C>) {
        C own{};
        read_members(body, own, known, wrong);
        out.detail = std::move(own);
    });
    read_members(body, out.common, known, wrong);
    refuse_unknown_members(body, known, wrong);
    check_texts(body, "", wrong);
    if (!wrong.empty()) {
        return tl::unexpected(std::move(wrong));
    }
    return out;
}

} // namespace connectors
