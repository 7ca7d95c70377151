#include "connectors/stated_words.hpp"

#include "connectors/sealed_object.hpp"
#include "engine/clear_text.hpp"
#include "engine/embedded_file.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace connectors {
namespace {

struct reason_words {
    std::string code;
    std::string vi;
    std::string en;
};

/// schemas/words/reasons.json. It is wording and not law, so it is no part of the rules.
std::vector<reason_words> read_named_reasons() {
    const auto file = engine::embedded_file("words/reasons.json");
    const auto json = nlohmann::json::parse(file.value_or("{}"));
    std::vector<reason_words> out;
    for (const auto& one : json.at("reasons")) {
        out.push_back({one.at("code"), one.at("vi"), one.at("en")});
    }
    return out;
}

/// Null when the code has no words of its own.
const reason_words* words_of_reason(std::string_view code) {
    static const auto named = read_named_reasons();
    const auto found = std::ranges::find(named, code, &reason_words::code);
    return found == named.end() ? nullptr : &*found;
}

} // namespace

const events::sealed_box* words_box(const events::event& what) {
    const auto& boxes = what.common.sealed;
    const auto box = std::ranges::find(boxes, events::words_part, &events::sealed_box::part);
    return box == boxes.end() ? nullptr : &*box;
}

std::string stated_words(const events::event& what, const events::vault& keys) {
    const auto* box = words_box(what);
    return box == nullptr ? std::string{} : text_member(opened_object(keys, *box), "text");
}

std::string reason_text(std::string_view reason, const std::string& words, language in) {
    if (!words.empty() || reason == engine::stated_in_words) {
        return words;
    }
    const auto* known = words_of_reason(reason);
    if (known == nullptr) {
        return std::string{reason};
    }
    return in == language::vietnamese ? known->vi : known->en;
}

} // namespace connectors
