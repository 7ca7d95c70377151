#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/office_options.hpp"

namespace ops {
namespace {

const std::vector<column> refusal_lines{
    {"Lúc", "Time", "/time", shape::time}, {"Cơ quan", "Office", "/office"},
    {"Mã hồ sơ", "Case", "/code"},         {"Bước", "Step", "/command"},
    {"Ai", "Who", "/actor_name /actor"},   {"Vai trò", "Role", "/role", shape::code},
    {"Vì", "Why", "/why_label"},           {"Quy tắc", "Rule", "/rule"},
    {"Căn cứ", "Source", "/source"},
};

int list_refusals(invocation& on, const arguments& given) {
    question asked{.path = "/v1/refusals"};
    for (const auto* name : {"office", "from", "to"}) {
        pass_on(asked, given, name);
    }
    pass_on_flag(asked, given, "below");
    return print_list(on, on.api(), std::move(asked), given, refusal_lines,
                      on.out().in("không có gì bị từ chối", "nothing was refused"));
}

} // namespace

noun refusal_noun() {
    auto listed = office_options();
    listed.push_back(option("from", "TIME", "Only from then on"));
    listed.push_back(option("to", "TIME", "Only before then"));
    return {"refusal",
            "Steps that were refused",
            {{"list",
              "Steps that were refused: who asked for what, by which rule and law it was refused",
              {"motcua refusal list --office 96 --as hoa"},
              with_list_options(std::move(listed)),
              list_refusals}}};
}

} // namespace ops
