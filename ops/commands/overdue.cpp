#include "ops/commands/catalogue.hpp"
#include "ops/commands/deadline_columns.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/office_options.hpp"

namespace ops {
namespace {

int overdue(invocation& on, const arguments& given) {
    question asked{.path = "/v1/deadlines", .query = {{"state", "overdue"}}};
    pass_on_office(asked, given);
    return print_list(on, on.api(), std::move(asked), given, deadline_columns(),
                      on.out().in("không có việc nào quá hạn", "nothing is overdue"));
}

} // namespace

noun overdue_noun() {
    return {"overdue",
            "Steps whose period has passed",
            {{"",
              "Steps whose period has passed, the longest first: what, since when, who must act",
              {"motcua overdue --office 96", "motcua overdue --office 96 --output csv"},
              with_list_options(office_options()),
              overdue}}};
}

} // namespace ops
