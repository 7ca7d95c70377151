#include "projections/matters_to_end.hpp"

#include "engine/law.hpp"
#include "projections/key.hpp"
#include "projections/projection.hpp"

#include <array>
#include <string>
#include <utility>

namespace projections {
namespace {

key row_key(const events::office_code& office, const events::case_id& confirmation) {
    key out;
    out.text(office.str()).id(confirmation);
    return out;
}

class matters_to_end_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "matters_to_end"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::matters_to_end};
        return mine;
    }
    void rows(const engine::case_state& state, row_sink& into) const override {
        if (state.open_deadline(engine::law::matter_end_period) != nullptr) {
            into.put(table::matters_to_end, row_key(state.office, state.id), {});
        }
    }
};

} // namespace

const projection& matters_to_end_projection() {
    static const matters_to_end_rows one;
    return one;
}

std::vector<matter_to_end> matters_to_end(const snapshot& view, std::size_t most,
                                          const matter_to_end* after) {
    std::string from;
    if (after != nullptr) {
        from = row_key(after->office, after->confirmation).bytes();
        from.push_back('\0'); // the first key behind it
    }
    std::vector<matter_to_end> out;
    view.scan(table::matters_to_end, from, {}, [&](std::string_view row, std::string_view) {
        key_reader parts{row};
        events::office_code office{parts.text()};
        out.push_back({std::move(office), parts.id<events::case_id>()});
        return out.size() < most;
    });
    return out;
}

} // namespace projections
