#include "connectors/documents/adopted_forms.hpp"

#include "connectors/mail/unicode.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>

namespace connectors {
namespace {

bool adopt(std::vector<engine::form>& forms, std::string_view line) {
    const auto dot = line.find('.');
    const auto form = std::ranges::find(forms, line.substr(0, dot), &engine::form::id);
    if (dot == std::string_view::npos || form == forms.end()) {
        return false;
    }
    const auto version =
        std::ranges::find(form->versions, line.substr(dot + 1), &engine::form_version::id);
    if (version == form->versions.end()) {
        return false;
    }
    version->on.adopted = true;
    return true;
}

/// Read once a rule set, which never changes.
std::vector<engine::form> forms_as_published(const engine::rule_set& rules) {
    static std::mutex mutex;
    static std::map<events::rules_id, std::vector<engine::form>> known;
    const std::lock_guard hold{mutex};
    const auto found = known.find(rules.id);
    return found == known.end() ? known[rules.id] = engine::read_forms(rules.files) : found->second;
}

} // namespace

std::vector<engine::form> forms_of(const engine::rule_set& rules,
                                   const std::filesystem::path& data) {
    auto forms = forms_as_published(rules);
    std::ifstream file{data / adopted_forms_file};
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const auto wanted = trimmed(std::string_view{line}.substr(0, line.find('#')));
        if (!wanted.empty() && !adopt(forms, wanted)) {
            throw events::fault("forms-adopted-bad",
                                fmt::format("read {}:{}: no form has a version `{}`; write lines "
                                            "such as receipt_slip.tt01_2018",
                                            (data / adopted_forms_file).string(), number, wanted));
        }
    }
    return forms;
}

} // namespace connectors
