#include "engine/clear_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <type_traits>
#include <utility>

namespace engine {
namespace {

constexpr std::size_t code_bytes_max = 64;
constexpr std::size_t clear_word_bytes_max = 100; // media types of office programs are that long

/// The members that people would say in words; all others are ids, numbers and kinds.
constexpr std::array said_by_code{
    std::string_view{"reason"},  std::string_view{"explanation"}, std::string_view{"ground"},
    std::string_view{"grounds"}, std::string_view{"place"},       std::string_view{"way"},
    std::string_view{"measure"}, std::string_view{"from"},        std::string_view{"other"},
    std::string_view{"missing"}, std::string_view{"papers"},      std::string_view{"paper"},
    std::string_view{"findings"}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool is_plain_character(char c) {
    return is_digit(c) || is_lower(c) || (c >= 'A' && c <= 'Z') ||
           std::string_view{"._-/:+*@"}.find(c) != std::string_view::npos;
}

template <class T>
concept strong_text = requires(const T& value) {
    { value.str() } -> std::same_as<const std::string&>;
};

/// Looks at each text of a described struct, at any depth; the first one in words is kept.
struct text_search {
    const case_state& state;
    std::optional<rejection> found{};

    template <class T>
    void look(const std::string& pointer, std::string_view name, const T& value) {
        if constexpr (std::is_same_v<T, std::string>) {
            check(pointer, name, value);
        } else if constexpr (strong_text<T>) {
            check(pointer, name, value.str());
        } else if constexpr (events::is_optional<T>) {
            if (value) {
                look(pointer, name, *value);
            }
        } else if constexpr (events::is_vector<T>) {
            for (std::size_t i = 0; i < value.size(); ++i) {
                look(fmt::format("{}/{}", pointer, i), name, value[i]);
            }
        } else if constexpr (events::described<T>) {
            events::for_each_field(value, [&](std::string_view member, const auto& one) {
                look(fmt::format("{}/{}", pointer, member), member, one);
            });
        }
    }

private:
    /// Numbers of vouchers that the case has, however a log of before wrote them.
    [[nodiscard]] bool is_known(std::string_view name, std::string_view text) const {
        return ((name == "vouchers" || name == "of_vouchers") &&
                std::ranges::count(state.vouchers, text, &voucher::number) > 0) ||
               (name == "only_theirs" &&
                std::ranges::count(state.only_theirs, text, &accountants_voucher::number) > 0);
    }

    void check(const std::string& pointer, std::string_view name, std::string_view text) {
        if (found || is_known(name, text)) {
            return;
        }
        const bool by_code = std::ranges::count(said_by_code, name) > 0;
        if (by_code ? is_code_or_number(text) : is_one_word(text)) {
            return;
        }
        rejection no;
        no.code = rejection_code::invalid_input;
        no.rule = "words_are_sealed";
        no.pointer = pointer;
        if (by_code) {
            no.vi = fmt::format(
                "`{}` nằm nguyên văn trong nhật ký và không xóa được, nên chỉ nhận một mã (chữ "
                "thường không dấu, chữ số và _, ví dụ complex_case) hoặc một số văn bản. Điều cần "
                "nói bằng lời thì ghi vào `words`, mã là `{}`: lời đó được niêm phong bằng khóa "
                "của người trong hồ sơ.",
                name, stated_in_words);
            no.en = fmt::format(
                "`{}` lies in clear in the log and cannot be erased, so it takes a code (lower "
                "case letters, digits and _, such as complex_case) or the number of a paper. Put "
                "what is to be said in words into `words`, with the code `{}`: they are sealed "
                "under the key of the person of the case.",
                name, stated_in_words);
        } else {
            no.vi = fmt::format("`{}` nằm nguyên văn trong nhật ký và không xóa được, nên chỉ nhận "
                                "một mã hoặc một số: không dấu cách, không dấu tiếng Việt, nhiều "
                                "nhất {} ký tự. Điều cần nói bằng lời thì ghi vào `words`.",
                                name, clear_word_bytes_max);
            no.en = fmt::format("`{}` lies in clear in the log and cannot be erased, so it takes a "
                                "code or a number: no spaces, no tone marks, at most {} "
                                "characters. Put what is to be said in words into `words`.",
                                name, clear_word_bytes_max);
        }
        found = std::move(no);
    }
};

} // namespace

bool is_one_word(std::string_view text) {
    if (text.size() > clear_word_bytes_max) {
        return false;
    }
    // QĐ, ĐK: the one letter of our own that numbers of papers have.
    constexpr std::array own_letters{std::string_view{"Đ"}, std::string_view{"đ"}};
    while (!text.empty()) {
        const auto* const own = std::ranges::find_if(
            own_letters, [&](std::string_view letter) { return text.starts_with(letter); });
        if (own == own_letters.end() && !is_plain_character(text.front())) {
            return false;
        }
        text.remove_prefix(own == own_letters.end() ? 1 : own->size());
    }
    return true;
}

bool is_code_or_number(std::string_view text) {
    const bool code =
        text.empty() ||
        (is_lower(text.front()) && text.size() <= code_bytes_max &&
         std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; }));
    return code || (is_one_word(text) && std::ranges::any_of(text, is_digit));
}

std::optional<rejection> refused_for_words(const case_state& state, const command& what) {
    if (what.acting_as == events::role::system) {
        return std::nullopt;
    }
    text_search search{state};
    std::visit([&](const auto& detail) { search.look("", "", detail); }, what.detail);
    search.look("/grounds", "grounds", what.grounds);
    search.look("/documents", "documents", what.documents);
    return std::move(search.found);
}

} // namespace engine
