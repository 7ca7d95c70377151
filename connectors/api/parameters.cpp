#include "connectors/api/parameters.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

namespace connectors::api {
namespace {

std::optional<std::uint64_t> number_from_text(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value}
                                                                    : std::nullopt;
}

constexpr std::string_view no_procedure = "none";

/// Null when the parameter is absent; refuses what the rules do not know.
const engine::procedure* known_procedure(const call& of, std::vector<std::string> other_words) {
    const auto* text = of.query("procedure");
    if (text == nullptr || text->empty()) {
        return nullptr;
    }
    const auto* known = of.on.rules.find(*text);
    if (known == nullptr) {
        auto words = std::move(other_words);
        for (const auto& one : of.on.rules.procedures) {
            words.push_back(one.id);
        }
        refuse_word("procedure", *text, words);
    }
    return known;
}

std::optional<std::string> id_of(const engine::procedure* one) {
    return one == nullptr ? std::nullopt : std::optional{one->id};
}

} // namespace

void refuse_parameter(std::string_view name, bilingual why) {
    auto told = problem_of("parameter_invalid", std::move(why));
    told.with("parameter", std::string{name});
    throw refusal(std::move(told));
}

void refuse_word(std::string_view name, const std::string& word,
                 const std::vector<std::string>& known) {
    const auto all = fmt::format("{}", fmt::join(known, ", "));
    refuse_parameter(
        name, {fmt::format("Không phải giá trị của danh mục: {}; danh mục có: {}.", word, all),
               fmt::format("Not a word of the list: {}; the list has: {}.", word, all)});
}

const std::string& required_query(const call& of, std::string_view name) {
    const auto* text = of.query(name);
    if (text == nullptr || text->empty()) {
        refuse_parameter(name, {"Thiếu tham số " + std::string{name} + ".",
                                "The parameter " + std::string{name} + " is missing."});
    }
    return *text;
}

events::office_code known_office(const call& of, std::string_view key) {
    events::office_code out{key};
    if (of.on.rules.find_office(out) == nullptr) {
        throw refusal(problem_of("office_unknown", {"Không có cơ quan " + out.str() + ".",
                                                    "There is no office " + out.str() + "."}));
    }
    return out;
}

events::office_code office_of(const call& of) {
    return known_office(of, required_query(of, "office"));
}

std::vector<events::office_code> offices_of(const call& of) {
    std::vector<events::office_code> out{office_of(of)};
    if (flag_query(of, "below")) {
        for (const auto* branch : engine::branches_of(of.on.rules.offices, out.front())) {
            out.push_back(branch->key);
        }
    }
    return out;
}

std::optional<std::string> procedure_query(const call& of) {
    return id_of(known_procedure(of, {}));
}

std::optional<std::string> procedure_or_none_query(const call& of, empty_procedure empty) {
    const auto* text = of.query("procedure");
    if (text != nullptr &&
        (*text == no_procedure || (text->empty() && empty == empty_procedure::is_none))) {
        return std::string{};
    }
    return id_of(known_procedure(of, {std::string{no_procedure}}));
}

bool flag_query(const call& of, std::string_view name) {
    const auto* text = of.query(name);
    if (text == nullptr || *text == "false") {
        return false;
    }
    if (*text != "true" && !text->empty()) {
        refuse_parameter(name, {"Chỉ nhận true hoặc false.", "Only true or false is taken."});
    }
    return true;
}

std::optional<events::instant> instant_query(const call& of, std::string_view name) {
    const auto* text = of.query(name);
    if (text == nullptr || text->empty()) {
        return std::nullopt;
    }
    if (const auto day = events::date_from_text(*text)) {
        return events::at_office(*day, {});
    }
    const auto value = events::instant_from_text(*text);
    if (!value) {
        refuse_parameter(name, {"Phải là thời điểm theo RFC 3339 hoặc ngày NNNN-TT-NN.",
                                "Must be an RFC 3339 time or a day as YYYY-MM-DD."});
    }
    return value;
}

std::optional<events::local_date> date_query(const call& of, std::string_view name) {
    const auto* text = of.query(name);
    if (text == nullptr || text->empty()) {
        return std::nullopt;
    }
    const auto value = events::date_from_text(*text);
    if (!value) {
        refuse_parameter(name,
                         {"Phải là ngày theo dạng NNNN-TT-NN.", "Must be a day as YYYY-MM-DD."});
    }
    return value;
}

std::optional<std::uint64_t> number_query(const call& of, std::string_view name) {
    const auto* text = of.query(name);
    if (text == nullptr || text->empty()) {
        return std::nullopt;
    }
    const auto value = number_from_text(*text);
    if (!value) {
        refuse_parameter(name, {"Phải là số nguyên không âm.", "Must be a whole number."});
    }
    return value;
}

projections::page_request page_query(const call& of) {
    projections::page_request out;
    if (const auto limit = number_query(of, "limit")) {
        if (*limit == 0 || *limit > projections::page_rows_max) {
            refuse_parameter("limit", {"Từ 1 đến 200.", "From 1 to 200."});
        }
        out.limit = static_cast<std::size_t>(*limit);
    }
    if (const auto* cursor = of.query("cursor")) {
        out.cursor = *cursor;
    }
    return out;
}

std::optional<engine::log_position> position_from_text(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const auto partition = number_from_text(text.substr(0, colon));
    const auto at = number_from_text(text.substr(colon + 1));
    if (!partition || !at || *partition > UINT32_MAX) {
        return std::nullopt;
    }
    return engine::log_position{{static_cast<std::uint32_t>(*partition)}, *at};
}

std::string to_text(engine::log_position place) {
    return std::to_string(place.partition.value) + ":" + std::to_string(place.at);
}

parameter_note text_parameter(std::string name, std::string about) {
    return {std::move(name), std::move(about)};
}

parameter_note procedure_or_none_parameter(empty_procedure empty) {
    return text_parameter("procedure",
                          std::string{"Only this procedure, by id or code; `none` for cases of "
                                      "which nobody has said it"} +
                              (empty == empty_procedure::is_none ? ", as an empty text." : "."));
}

parameter_note office_parameter() {
    return {"office", "Key of the office, such as 96.", parameter_note::place::query, true};
}

parameter_note below_parameter() {
    return {"below", "Also the offices below it.", parameter_note::place::query, false,
            json{{"type", "boolean"}}};
}

parameter_note instant_parameter(std::string name, std::string about) {
    return {std::move(name), std::move(about), parameter_note::place::query, false,
            json{{"type", "string"}, {"format", "date-time"}}};
}

parameter_note date_parameter(std::string name, std::string about) {
    return {std::move(name), std::move(about), parameter_note::place::query, false,
            json{{"type", "string"}, {"format", "date"}}};
}

std::vector<parameter_note> paged(std::vector<parameter_note> others) {
    others.push_back(
        {"limit", "Rows at most.", parameter_note::place::query, false,
         json{{"type", "integer"}, {"minimum", 1}, {"maximum", 200}, {"default", 50}}});
    others.push_back({"cursor", "`next` of the page before."});
    return others;
}

} // namespace connectors::api
