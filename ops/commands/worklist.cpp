#include "ops/commands/case_columns.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/office_options.hpp"

namespace ops {
namespace {

int worklist(invocation& on, const arguments& given) {
    question asked{.path = "/v1/worklist"};
    pass_on_office(asked, given);
    pass_on(asked, given, "holder");
    return print_list(on, on.api(), std::move(asked), given, case_columns(),
                      on.out().in("không có việc nào cần làm", "there is nothing to do"));
}

} // namespace

noun worklist_noun() {
    auto listed = office_options();
    listed.push_back(option("holder", "OFFICER", "Only what this officer holds; me; or none"));
    return {"worklist",
            "Open cases, what falls due first comes first",
            {{"",
              "Open cases; what falls due first comes first",
              {"motcua worklist --office 96", "motcua worklist --holder me"},
              with_list_options(std::move(listed)),
              worklist}}};
}

} // namespace ops
