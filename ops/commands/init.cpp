#include "connectors/new_installation.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/password.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/demo/seeded_data.hpp"
#include "ops/session/session.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

int init(invocation& on, const arguments& given) {
    const auto& folder = given.text("DIR");
    if (given.has("seed") && !given.has("seed-cases")) {
        throw usage_error("--seed says which cases are invented",
                          "say how many, too: --seed-cases 2400");
    }
    const auto log = log_place_of(on.how());
    if (given.has("seed-cases") && log) {
        throw usage_error("--seed-cases fills a folder's own log",
                          "fill one without --log, and copy it: motcua log copy");
    }
    if (given.has("key") && !log) {
        throw usage_error("--key is of a node whose log is in Kafka; a folder with its own log "
                          "makes a key of its own",
                          "name the log, --log kafka://HOST:PORT, or leave --key out");
    }
    // Before anything is made: what is refused leaves nothing behind.
    const seeding_wish fill{
        .folder = folder,
        .cases = static_cast<std::uint64_t>(given.number("seed-cases", 0, 1, 1'000'000)),
        .seed = static_cast<std::uint64_t>(given.number("seed", 1, 0, INT64_MAX))};
    const auto partitions = static_cast<std::uint32_t>(given.number("partitions", 8, 1, 1024));
    connectors::first_operator by;
    by.login = given.has("operator") ? given.text("operator") : by.officer;
    by.name = given.has("name") ? given.text("name") : "Người vận hành";
    const bool own = given.has("password-stdin");
    by.password = own ? read_password("", true, true) : random_password();
    connectors::application_options node;
    node.data = folder;
    node.partitions = partitions;
    node.log = log;
    node.documents = documents_place_of(on.how());
    const bool made = connectors::initialise(std::move(node), by,
                                             given.has("key") ? given.text("key") : std::string{});
    auto& out = on.out();
    out.say(std::string{out.in("đã tạo ", "made ")} + folder);
    if (given.has("seed-cases")) {
        const auto seeded = fill_with_cases(out, fill);
        say_seeded(out, seeded);
        out.say(fmt::format(
            fmt::runtime(out.in("ai làm việc ở đó:    motcua grant list --data {0}\n"
                                "vào lúc cuối cùng:   motcua overdue --data {0} --now {1}",
                                "who works there:      motcua grant list --data {0}\n"
                                "at their last moment: motcua overdue --data {0} --now {1}")),
            folder, events::to_text(seeded.last)));
    }
    if (!made) {
        out.say(by.login +
                std::string{out.in(" đã vận hành sẵn, với mật khẩu từ một nút khác",
                                   " operates it already, with the password from another node")});
    } else if (!own) {
        out.warn(
            fmt::format(fmt::runtime(out.in("người vận hành đăng nhập bằng {} với mật khẩu {}",
                                            "its operator signs in as {} with the password {}")),
                        by.login, by.password));
    }
    out.say(fmt::format(
        fmt::runtime(
            out.in("giao vai trò cho ai đó: motcua grant add CÁN_BỘ VAI_TRÒ CƠ_QUAN --data {0}\n"
                   "chạy máy chủ:           motcua serve --data {0}",
                   "give somebody a role: motcua grant add OFFICER ROLE OFFICE --data {0}\n"
                   "serve it:             motcua serve --data {0}")),
        folder));
    return done;
}

} // namespace

noun init_noun() {
    return {
        "init",
        "Make a data folder",
        {{"",
          "Make a data folder with its keys and its operator",
          {"motcua init /var/lib/motcua",
           "motcua init /var/lib/motcua --operator minh --password-stdin <password.txt",
           "motcua init /tmp/many --seed-cases 100000 --seed 7"},
          {path_of(completes::folder, word("DIR", "A new or an empty folder")),
           option("operator", "LOGIN", "Who operates it; operator unless named"),
           option("name", "NAME", "The operator's name"),
           flag("password-stdin", "Read the operator's password from stdin"),
           option("partitions", "N", "Of the log; fixed for ever; 8 unless said"),
           path_of(completes::file,
                   option("key", "FILE", "The installation.key of the node made first")),
           option("seed-cases", "N", "Fill it with so many invented cases, 1 to 1,000,000"),
           option("seed", "S", "Another seed gives other cases; 1 unless said")},
          init,
          "Without --password-stdin a password is made and printed, once.\n"
          "Invented cases are of the offices of Cà Mau and Quảng Nam, 01/06/2017 to 31/07/2018,\n"
          "every step through the engine and the log; the same seed gives the same cases.\n"
          "With --log kafka://HOST:PORT the folder is a node's, whose log is in Kafka; make the\n"
          "topics first, with motcua log init, and give further nodes the --key of the first."}}};
}

} // namespace ops
