#include "connectors/application.hpp"
#include "connectors/duties/deadline_watch.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "projections/deadlines.hpp"
#include "projections/store.hpp"

namespace ops {
namespace {

const std::vector<column> lines{
    {"Mã hồ sơ", "Case", "/case"},
    {"Cơ quan", "Office", "/office"},
    {"Thời hạn", "Period", "/deadline"},
    {"Hạn", "Due", "/due", shape::time},
    {"Trách nhiệm", "Act by", "/act_by", shape::code},
    {"Người giữ", "Holder", "/holder"},
    {"Căn cứ", "Source", "/source"},
};

int overdue(invocation& on, const arguments& given) {
    auto* folder = on.api().folder();
    if (folder == nullptr) {
        throw usage_error("overdue works on a data folder");
    }
    const auto now = folder->time().now();
    connectors::raise_alerts(folder->store(), folder->node(), folder->rules(), now);
    const auto office = given.has("office")
                            ? std::optional{events::office_code{given.text("office")}}
                            : std::nullopt;
    projections::page_request which{projections::page_rows_max, {}};
    list_printer list(on.out(), lines);
    do {
        const auto page = projections::overdue(folder->store().view(), office, now,
                                               connectors::due_soon_of(folder->rules()), which);
        for (const auto& row : page.rows) {
            list.add({{"case", row.matter.code},
                      {"office", row.matter.office.str()},
                      {"deadline", row.deadline},
                      {"due", events::to_text(row.due)},
                      {"act_by", std::string{events::name_of(row.act_by)}},
                      {"holder", row.matter.holder.str()},
                      {"source", row.source}});
        }
        which.cursor = page.next;
    } while (!which.cursor.empty());
    if (list.end() == 0) {
        on.out().say("nothing is overdue");
    }
    return done;
}

} // namespace

noun overdue_noun() {
    return {"overdue",
            "Steps whose period has passed",
            {{"",
              "Steps whose period has passed, the longest first: what, since when, who must act",
              {"motcua overdue --office 96", "motcua overdue --office 96 --output csv"},
              {option("office", "KEY", "Of this office")},
              overdue}}};
}

} // namespace ops
