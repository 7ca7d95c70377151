#include "projections/matters_to_end.hpp"

#include "engine/law.hpp"
#include "projections/key.hpp"
#include "projections/projection.hpp"

#include <array>

namespace projections {
namespace {

class matters_to_end_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "matters_to_end"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::matters_to_end};
        return mine;
    }
    void rows(const engine::case_state& state, row_sink& into) const override {
        if (state.open_deadline(engine::law::matter_end_period) != nullptr) {
            into.put(table::matters_to_end, key{}.text(state.office.str()).id(state.id), {});
        }
    }
};

} // namespace

const projection& matters_to_end_projection() {
    static const matters_to_end_rows one;
    return one;
}

std::vector<engine::case_state>
confirmations_of_open_matters(const snapshot& view, std::size_t most,
                              const std::function<bool(const events::office_code&)>& mine) {
    std::vector<events::case_id> ids;
    view.scan(table::matters_to_end, {}, {}, [&](std::string_view row, std::string_view) {
        key_reader parts{row};
        const events::office_code office{parts.text()};
        if (!mine || mine(office)) {
            ids.push_back(parts.id<events::case_id>());
        }
        return ids.size() < most;
    });
    return find_cases(view, ids);
}

} // namespace projections
