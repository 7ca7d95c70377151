#include "projections/alerts.hpp"

#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"

#include <array>

namespace projections {
namespace {

std::string alert_list(const events::office_code& office, engine::alert_status state) {
    return key{}.text(office.str()).byte(static_cast<std::uint8_t>(state)).bytes();
}

class alerts_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "alerts"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::alerts};
        return mine;
    }
    void rows(const engine::case_state& state, row_sink& into) const override {
        for (const auto& one : state.alerts) {
            key row;
            row.text(state.office.str()).byte(static_cast<std::uint8_t>(one.state)).at(one.due);
            into.put(table::alerts, row.id(state.id).text(one.deadline).text(one.rung), {});
        }
    }
};

std::uint64_t count(const snapshot& view, const events::office_code& office,
                    engine::alert_status state) {
    std::uint64_t out = 0;
    const auto range = rows_with_prefix(table::alerts, alert_list(office, state));
    view.scan(range.where, range.from, range.to, [&](std::string_view, std::string_view) {
        ++out;
        return true;
    });
    return out;
}

} // namespace

const projection& alerts_projection() {
    static const alerts_rows one;
    return one;
}

page<alert_row> list_alerts(const snapshot& view, const events::office_code& office,
                            engine::alert_status state, const page_request& which) {
    const auto range = rows_with_prefix(table::alerts, alert_list(office, state));
    const auto found = read_page(view, range, which);
    page<alert_row> out{{}, found.next};
    for (const auto& row : found.rows) {
        key_reader parts{std::string_view{row.key}.substr(range.from.size())};
        static_cast<void>(parts.at());
        const auto matter = find_case(view, parts.id<events::case_id>());
        const auto deadline = parts.text();
        const auto rung = parts.text();
        for (const auto& one : matter.value_or(engine::case_state{}).alerts) {
            if (one.deadline == deadline && one.rung == rung) {
                out.rows.push_back({row_of(*matter), one});
            }
        }
    }
    return out;
}

alert_counts count_alerts(const snapshot& view, const events::office_code& office) {
    return {.raised = count(view, office, engine::alert_status::raised),
            .acknowledged = count(view, office, engine::alert_status::acknowledged),
            .escalated = count(view, office, engine::alert_status::escalated)};
}

} // namespace projections
