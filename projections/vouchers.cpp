#include "projections/vouchers.hpp"

#include "projections/cases.hpp"
#include "projections/key.hpp"
#include "projections/projection.hpp"

#include <algorithm>
#include <array>

namespace projections {
namespace {

class voucher_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "vouchers"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::vouchers};
        return mine;
    }
    void rows(const engine::case_state& state, row_sink& into) const override {
        for (const auto& one : state.vouchers) {
            key row;
            row.text(state.office.str()).day(one.dated).id(state.id).text(one.number);
            into.put(table::vouchers, row, {});
        }
    }
};

} // namespace

const projection& vouchers_projection() {
    static const voucher_rows one;
    return one;
}

std::vector<known_voucher> vouchers_of(const snapshot& view, const events::office_code& office,
                                       const period& when) {
    const auto prefix = key{}.text(office.str()).bytes();
    const auto end =
        key{}.text(office.str()).day(std::chrono::sys_days{when.last} + std::chrono::days{1});
    std::vector<events::case_id> ids;
    view.scan(table::vouchers, key{}.text(office.str()).day(when.first), end,
              [&](std::string_view row, std::string_view) {
                  key_reader parts{row.substr(prefix.size() + key_day_bytes)};
                  auto id = parts.id<events::case_id>();
                  if (std::ranges::find(ids, id) == ids.end()) {
                      ids.push_back(std::move(id));
                  }
                  return true;
              });
    std::vector<known_voucher> out;
    for (const auto& state : find_cases(view, ids)) {
        for (const auto& one : state.vouchers) {
            if (when.holds(one.dated)) {
                out.push_back({state.id, state.code, state.decision_number, one});
            }
        }
    }
    std::ranges::stable_sort(
        out, {}, [](const known_voucher& one) { return std::chrono::sys_days{one.money.dated}; });
    return out;
}

} // namespace projections
