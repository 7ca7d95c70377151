#pragma once

#include "engine/forms/form.hpp"
#include "engine/rule_set.hpp"

#include <regex>
#include <string>
#include <vector>

namespace testing_support {

/// The forms of the built-in rules.
inline const std::vector<engine::form>& forms() {
    static const auto all = engine::read_forms(engine::default_rule_set().files);
    return all;
}

/// On one line, however the page breaks them.
inline std::string words_of(const std::string& text) {
    return std::regex_replace(text, std::regex{R"(\s+)"}, " ");
}

} // namespace testing_support
