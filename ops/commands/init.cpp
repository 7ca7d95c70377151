#include "connectors/application.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/password.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

int init(invocation& on, const arguments& given) {
    const auto& folder = given.text("DIR");
    connectors::first_operator by;
    by.login = given.has("operator") ? given.text("operator") : by.officer;
    by.name = given.has("name") ? given.text("name") : "Người vận hành";
    const bool own = given.has("password-stdin");
    by.password = own ? read_password("", true, true) : random_password();
    connectors::initialise(folder,
                           static_cast<std::uint32_t>(given.number("partitions", 8, 1, 1024)), by);
    auto& out = on.out();
    out.say("made " + folder);
    if (!own) {
        out.warn(
            fmt::format("its operator signs in as {} with the password {}", by.login, by.password));
    }
    out.say(fmt::format("give somebody a role: motcua grant add OFFICER ROLE OFFICE --data {}\n"
                        "serve it:             motcua serve --data {}",
                        folder, folder));
    return done;
}

} // namespace

noun init_noun() {
    return {"init",
            "Make a data folder",
            {{"",
              "Make a data folder with its keys and its operator",
              {"motcua init /var/lib/motcua",
               "motcua init /var/lib/motcua --operator minh --password-stdin <password.txt"},
              {path_of(completes::folder, word("DIR", "A new or an empty folder")),
               option("operator", "LOGIN", "Who operates it; operator unless named"),
               option("name", "NAME", "The operator's name"),
               flag("password-stdin", "Read the operator's password from stdin"),
               option("partitions", "N", "Of the log; fixed for ever; 8 unless said")},
              init,
              "Without --password-stdin a password is made and printed, once."}}};
}

} // namespace ops
