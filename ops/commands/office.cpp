#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

namespace ops {
namespace {

int list_offices(invocation& on, const arguments&) {
    return print_short_list(on, on.law(), {.path = "/v1/offices"},
                            {{"Khóa", "Key", "/key"},
                             {"Tên", "Name", "/name"},
                             {"Tỉnh", "Province", "/province"},
                             {"Cấp", "Level", "/level", shape::code},
                             {"Thuộc", "Below", "/parent"},
                             {"Từ ngày", "From", "/valid_from", shape::day},
                             {"Đến ngày", "To", "/valid_to", shape::day},
                             {"Kế thừa", "Successor", "/successor"},
                             {"Hộp thư", "Mailbox", "/email"}},
                            on.out().in("không có cơ quan nào", "there are no offices"));
}

} // namespace

noun office_noun() {
    return {"office",
            "The offices that the rules know",
            {{"list",
              "Their keys, names, places and mailboxes",
              {"motcua office list"},
              {},
              list_offices}}};
}

} // namespace ops
