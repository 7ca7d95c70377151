#include "connectors/api/accounts.hpp"
#include "connectors/application.hpp"
#include "connectors/new_installation.hpp"
#include "connectors/scratch_folder.hpp"
#include "connectors/seeding/demo_accounts.hpp"
#include "connectors/seeding/seed.hpp"
#include "events/codec.hpp"
#include "events/fault.hpp"
#include "events/log.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/demo/demo_text.hpp"
#include "ops/demo/seeded_data.hpp"
#include "ops/server/json_log.hpp"
#include "ops/server/running_server.hpp"
#include "ops/server/stop_signals.hpp"
#include "ops/session/token_store.hpp"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <ostream>
#include <thread>

namespace ops {
namespace {

namespace fs = std::filesystem;
constexpr const char* state_file = "demo.json"; ///< where the clock of a kept folder stands
constexpr const char* operator_login = "operator";
constexpr std::chrono::hours signed_in_for{24 * 7};
constexpr std::int64_t demo_seed = 3; ///< the office that is shown has something late, for one

struct demo_state {
    events::instant clock{};
    events::office_code office;
};

demo_state read_state(const fs::path& folder) {
    std::ifstream in(folder / state_file);
    const auto told = json::parse(in, nullptr, false);
    const auto clock =
        events::instant_from_text(told.is_object() ? told.value("clock", "") : std::string{});
    if (!clock) {
        throw events::fault(
            "demo-folder-foreign",
            "keep the demonstration in " + folder.string() +
                ": there is a data folder that no demonstration made; name another, "
                "or serve this one with motcua serve");
    }
    return {*clock, events::office_code{told.value("office", "96")}};
}

void write_state(const fs::path& folder, const demo_state& state) {
    std::ofstream(folder / state_file)
        << json{{"clock", events::to_text(state.clock)}, {"office", state.office.str()}} << "\n";
}

/// When the newest step was recorded: a demonstration that did not end by itself has not written
/// down where its clock stood, and must not take steps before those that it has.
events::instant newest_record(const events::log& of) {
    events::instant newest{};
    for (std::uint32_t p = 0; p < of.partitions(); ++p) {
        if (const auto end = of.end({p}); end > 0) {
            of.read({p}, end - 1, 1, [&](const events::stored_record& record) {
                newest = std::max(newest, events::decode(record.value).about.recorded);
                return true;
            });
        }
    }
    return newest;
}

/// One officer of each role at the office, and the operator, all with this password.
std::vector<connectors::demo_account> make_accounts(connectors::application& on,
                                                    const events::office_code& office,
                                                    const std::string& password, bool kept) {
    auto out = connectors::make_demo_accounts(on.people(), on.rules(), office, password);
    const auto by = *on.people().find(operator_login);
    if (kept) { // its password was shown when it was made, and is gone
        on.people().set_password(operator_login, password);
    }
    out.push_back(
        {by.login, by.name, by.officer, events::office_code{"*"}, events::role::operations});
    return out;
}

connectors::seed_report make_data(invocation& on, const arguments& given, const fs::path& folder,
                                  const std::string& password, const std::function<void()>& begun) {
    connectors::initialise(folder, 8, {operator_login, "Người vận hành", password, "operator"});
    begun(); // the folder was empty: all that lies there from now on is ours
    return fill_with_cases(
        on.out(),
        {.folder = folder,
         .cases = static_cast<std::uint64_t>(given.number("cases", 2400, 1, 1'000'000)),
         .seed = static_cast<std::uint64_t>(given.number("seed", demo_seed, 0, INT64_MAX)),
         .synced = false}); // nobody's data: a power cut may have it
}

settings with_port(const invocation& on, const std::string& port) {
    auto flags = on.flags();
    flags["port"] = port;
    return settings::load({flags, process_environment()});
}

settings with_port_of(const invocation& on, const arguments& given) {
    return given.has("port") ? with_port(on, given.text("port")) : on.how();
}

/// The wished port; when nobody wished one and the usual one is taken, any free one.
std::unique_ptr<running_server> start(const invocation& on, const arguments& given,
                                      const connectors::application_options& folder) {
    try {
        return std::make_unique<running_server>(folder, with_port_of(on, given));
    } catch (const events::fault& no) {
        if (given.has("port") || no.code() != "http_listen") {
            throw;
        }
    }
    return std::make_unique<running_server>(folder, with_port(on, "0"));
}

void sign_everybody_in(const demonstration& what) {
    token_store tokens;
    for (const auto& one : what.people) {
        const auto account = what.on.people().find(one.login);
        const auto given =
            what.on.people().give_token(account->officer, one.login, "motcua demo", signed_in_for);
        tokens.keep({what.url, one.login, given.token, given.about.id});
    }
}

/// The mails that wait are part of what is shown, so ready means that they were taken in. What
/// cannot be taken in is not waited for.
void wait_for_mail(const fs::path& maildir) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{3};
    while (fs::exists(maildir / "new") && !fs::is_empty(maildir / "new") &&
           std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
}

connectors::application_options options_of_demo(const fs::path& folder, const demo_state& state) {
    connectors::application_options options;
    options.data = folder;
    options.demo = true;
    options.synced = false;
    options.starts_at = state.clock;
    options.holder = "motcua demo, process " + std::to_string(::getpid());
    return options;
}

int demo(invocation& on, const arguments& given) {
    stop_signals signals;
    log_as_json_lines(on.how().all().at("log.level").from == origin::fallback
                          ? "warn"
                          : on.how().text("log.level"));
    check_serving(with_port_of(on, given));
    const bool kept = given.has("keep");
    std::unique_ptr<connectors::scratch_folder> temporary;
    if (!kept) {
        temporary = std::make_unique<connectors::scratch_folder>();
    }
    const fs::path folder = kept ? fs::path{given.text("keep")} : temporary->path();
    // Data that are half made are nobody's: the next demonstration would not know them.
    const auto leave_nothing = [&signals, folder] {
        signals.last([folder] {
            std::error_code ignored;
            fs::remove_all(folder, ignored);
        });
    };
    if (!kept) {
        leave_nothing();
    }
    const auto password = connectors::demo_password();
    std::optional<connectors::seed_report> seeded;
    demo_state state;
    // Where nobody may look, making the folder says why.
    if (std::error_code hidden; fs::exists(folder / "log.db", hidden)) {
        state = read_state(folder);
    } else {
        seeded = make_data(on, given, folder, password, leave_nothing);
        state = {seeded->last, seeded->mail_office};
        write_state(folder, state);
        if (kept) {
            signals.last({});
        }
    }
    auto server = start(on, given, options_of_demo(folder, state));
    signals.ready(); // from here on there are tokens to forget
    auto& application = server->application();
    if (const auto newest = newest_record(application.log()); newest > application.time().now()) {
        application.time().set(newest);
    }
    const demonstration what{
        application,  server->url(),
        state.office, make_accounts(application, state.office, password, !seeded),
        password,     std::move(seeded),
        kept};
    sign_everybody_in(what);
    wait_for_mail(folder / "mail" / state.office.str());
    say_demo(on.out(), what);
    on.out().data() << "ready " << what.url << std::endl;
    signals.wait();
    token_store{}.forget(what.url, "");
    write_state(folder, {application.time().now(), state.office});
    server->stop();
    return done;
}

} // namespace

noun demo_noun() {
    return {
        "demo",
        "A seeded installation to try things on",
        {{"",
          "Make a data folder full of invented cases, serve it, and say what to try",
          {"motcua demo", "motcua demo --keep ~/motcua-demo --port 8480"},
          {path_of(completes::folder,
                   option("keep", "DIR", "Keep the data there, and go on with it next time")),
           option("port", "N", "Where it listens; 8480, or a free one, unless said"),
           option("cases", "N", "How many cases come in; 2400 unless said"),
           option("seed", "S", "Another seed gives other cases")},
          demo,
          "Its clock stands where the invented cases end, and runs; motcua clock move moves it\n"
          "on. Prints `ready http://127.0.0.1:N` on stdout when it is."}}};
}

} // namespace ops
