#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/output/progress.hpp"
#include "ops/server/json_log.hpp"
#include "ops/server/running_server.hpp"
#include "ops/server/stop_signals.hpp"
#include "ops/session/contacts.hpp"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <ostream>

namespace ops {
namespace {

settings with_listening(const invocation& on, const arguments& given) {
    auto flags = on.flags();
    for (const auto* name : {"port", "address"}) {
        if (given.has(name)) {
            flags[name] = given.text(name);
        }
    }
    return settings::load({flags, process_environment()});
}

int serve(invocation& on, const arguments& given) {
    stop_signals signals;
    const auto how = with_listening(on, given);
    log_as_json_lines(how.text("log.level"));
    connectors::application_options folder;
    folder.data = on.folder();
    folder.log = log_place_of(how);
    folder.documents = documents_place_of(how);
    folder.demo = given.has("demo-clock");
    folder.contacts = contacts_of(how);
    folder.holder = "motcua serve, process " + std::to_string(::getpid());
    progress_line progress(on.out(), "replay");
    folder.progress = [&](std::uint64_t passed, std::uint64_t end) { progress.tell(passed, end); };
    running_server server(std::move(folder), how);
    signals.ready();
    progress.end();
    spdlog::info("serving {} at {}", on.folder(), server.url());
    on.out().data() << "ready " << server.url() << std::endl;
    signals.wait();
    spdlog::info("stopping");
    server.stop();
    return done;
}

} // namespace

noun serve_noun() {
    return {
        "serve",
        "Serve a data folder over HTTP",
        {{"",
          "Serve a data folder over HTTP, watch its deadlines, take its mail in, send letters",
          {"motcua serve --data /var/lib/motcua", "motcua serve --data /var/lib/motcua --port 0"},
          {option("port", "N", "Where it listens; 0 for a free port; 8480 unless set"),
           option("address", "IP", "On which address; 127.0.0.1 unless set"),
           flag("demo-clock", "Let operators move its clock, for demonstrations")},
          serve,
          "Prints `ready http://ADDRESS:PORT` on stdout when it is, and logs JSON lines to\n"
          "stderr. SIGINT and SIGTERM stop it cleanly; a second one, or one while it still\n"
          "loads the log, at once."}}};
}

} // namespace ops
