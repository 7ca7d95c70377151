#include "projections/sharing.hpp"

#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"

#include <array>
#include <utility>

namespace projections {
namespace {

class sharing_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "sharing"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::sharing};
        return mine;
    }
    [[nodiscard]] std::string schema() const override { return "code"; }
    void rows(const engine::case_state& state, row_sink& into) const override {
        put(state, sharing_kind::paper, state.common_with, into);
        put(state, sharing_kind::request, state.shares_request_of, into);
    }

private:
    static void put(const engine::case_state& state, sharing_kind kind, const std::string& named,
                    row_sink& into) {
        if (!named.empty()) {
            into.put(table::sharing,
                     key{}
                         .text(state.office.str())
                         .text(named)
                         .byte(static_cast<std::uint8_t>(kind))
                         .id(state.id),
                     state.code);
        }
    }
};

} // namespace

const projection& sharing_projection() {
    static const sharing_rows one;
    return one;
}

std::vector<sharing_case>
cases_sharing_with(const snapshot& view, const events::office_code& office, std::string_view code) {
    const auto range =
        rows_with_prefix(table::sharing, key{}.text(office.str()).text(code).bytes());
    std::vector<sharing_case> out;
    view.scan(range.where, range.from, range.to, [&](std::string_view row, std::string_view value) {
        key_reader parts{row.substr(range.from.size())};
        const auto kind = static_cast<sharing_kind>(parts.byte());
        out.push_back({kind, parts.id<events::case_id>(), std::string{value}});
        return true; // whoever shares is named on the paper: one that is left out is missed
    });
    return out;
}

} // namespace projections
