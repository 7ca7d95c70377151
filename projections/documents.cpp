#include "projections/documents.hpp"

#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"

#include <array>
#include <variant>

namespace projections {
namespace {

class document_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "documents"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::documents};
        return mine;
    }
    void apply(const engine::placed_event& event, const case_before&, const engine::case_state&,
               event_sink& into) const override {
        // The accounting file of a period names nobody, and stands in every case that it settles.
        if (std::holds_alternative<events::accounts_reconciled>(event.what.detail)) {
            return;
        }
        for (const auto& one : event.what.common.documents) {
            into.put(table::documents,
                     key{}.id(events::hex(one.sha256)).id(event.what.about.subject), {});
        }
    }
};

} // namespace

const projection& documents_projection() {
    static const document_rows one;
    return one;
}

std::vector<events::case_id> streams_naming(const snapshot& view, const events::digest& document) {
    std::vector<events::case_id> out;
    const auto range = rows_with_prefix(table::documents, key{}.id(events::hex(document)).bytes());
    view.scan(range.where, range.from, range.to, [&](std::string_view row, std::string_view) {
        out.push_back(key_reader{row.substr(range.from.size())}.id<events::case_id>());
        return true;
    });
    return out;
}

} // namespace projections
