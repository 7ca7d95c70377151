#include "projections/code_memo.hpp"

#include <algorithm>
#include <utility>

namespace projections {
namespace {

void add_once(std::vector<events::case_id>& into, const events::case_id& one) {
    if (std::find(into.begin(), into.end(), one) == into.end()) {
        into.push_back(one);
    }
}

} // namespace

void code_memo::add(const std::string& code, const events::case_id& of) {
    add_once(entries_[code].cases, of);
}

std::optional<std::vector<events::case_id>> code_memo::all(const std::string& code) const {
    const auto known = entries_.find(code);
    return known == entries_.end() || !known->second.whole ? std::nullopt
                                                           : std::optional{known->second.cases};
}

std::vector<events::case_id> code_memo::complete(const std::string& code,
                                                 std::vector<events::case_id> in_rows,
                                                 std::uint64_t forgotten) {
    const auto known = entries_.find(code);
    if (known != entries_.end()) {
        for (const auto& one : known->second.cases) {
            add_once(in_rows, one);
        }
    }
    // Since the rows were looked at, a case may have got the code, come into the rows and been
    // forgotten here.
    const bool whole = forgotten == forgotten_;
    if (whole && !in_rows.empty() && (known != entries_.end() || !is_full())) {
        entries_[code] = {in_rows, true};
    }
    return in_rows;
}

void code_memo::forget() {
    entries_.clear();
    ++forgotten_;
}

} // namespace projections
