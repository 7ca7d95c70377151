#include "projections/open_periods.hpp"

#include "projections/cases.hpp"
#include "projections/key.hpp"

#include <unordered_set>

namespace projections {

void each_running_case(const snapshot& view, const events::office_code& office,
                       const std::function<void(const engine::case_state&)>& visit) {
    constexpr std::size_t at_once = 1000;
    std::unordered_set<std::string> seen; // a case with several periods comes several times
    std::vector<events::case_id> ids;
    const auto flush = [&] {
        for (const auto& state : find_cases(view, ids)) {
            visit(state);
        }
        ids.clear();
    };
    const auto prefix = key{}.text(office.str()).bytes();
    view.scan(table::office_due, prefix, after_prefix(prefix),
              [&](std::string_view row, std::string_view) {
                  key_reader parts{row.substr(prefix.size())};
                  static_cast<void>(parts.at());
                  auto id = parts.id<events::case_id>();
                  if (seen.insert(id.str()).second) {
                      ids.push_back(std::move(id));
                  }
                  if (ids.size() == at_once) {
                      flush();
                  }
                  return true;
              });
    flush();
}

} // namespace projections
