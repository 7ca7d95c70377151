#include "ops/cli/run.hpp"

#include "events/fault.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/invocation.hpp"
#include "ops/cli/parse.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/output/problem_text.hpp"
#include "ops/session/ask.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace ops {
namespace {

int wrong_usage(const usage_error& no) {
    std::cerr << "motcua: " << no.what() << "\n";
    if (!no.hint().empty()) {
        std::cerr << "  " << no.hint() << "\n";
    }
    return usage;
}

/// The key was made for this request and is written nowhere else: the same words alone would be
/// another request, and the step could be taken twice.
void say_key(invocation& on, const command& of, const std::string& key) {
    const bool takes_key =
        std::ranges::any_of(of.takes, [](const argument& one) { return one.name == "key"; });
    if (takes_key && !key.empty()) {
        on.out().warn("  " +
                      std::string{on.out().in("hỏi lại, không làm hai lần: cùng lệnh này với",
                                              "ask again, without doing it twice: the same "
                                              "command with")} +
                      " --key " + key);
    }
}

std::string code_of(const refused& no) {
    const auto told = json::parse(no.problem(), nullptr, false);
    return told.is_object() ? told.value("code", "") : std::string{};
}

bool leaves_open_whether_it_was_done(const refused& no) {
    const auto code = code_of(no);
    return code == "outcome_unknown" || code == "no_answer_in_time";
}

/// What to do about it, where that is known here only.
void say_way_out(invocation& on, const refused& no) {
    auto& out = on.out();
    if (no.status() == 401 && on.is_remote()) {
        out.warn(fmt::format("  motcua login LOGIN --server {}", on.how().text("client.server")));
    }
    if (no.status() == 403 && !on.is_remote()) {
        out.warn(fmt::format(
            "  {}: {} ({})", out.in("người đang hỏi", "who asked"), asker_of(on.how()),
            out.in("thay người khác: --as OFFICER; motcua grant list nêu ai có vai trò gì",
                   "as another: --as OFFICER; motcua grant list names who has which role")));
    }
    if (code_of(no) == "command_unknown") {
        out.warn("  motcua case next CODE");
    }
}

int refused_by_api(invocation& on, const command& of, const refused& no) {
    say_problem(on.out(), no.status(), no.problem());
    if (leaves_open_whether_it_was_done(no)) {
        say_key(on, of, no.key());
    }
    say_way_out(on, no);
    return exit_code_of(no.status());
}

int faulted(const events::fault& no) {
    std::cerr << "motcua: " << no.what() << " [" << no.code() << "]\n";
    if (no.code() == "folder-not-initialised") {
        return not_found;
    }
    if (no.code() == "http_address" || no.code() == "kafka-address") {
        return usage; // what was written is no address
    }
    return no.code() == "log-held" || no.code() == "folder-not-empty" ? conflict : failed;
}

int run_parsed(const std::vector<noun>& all, const parsed_line& line) {
    invocation on{all, line.common};
    try {
        return line.what->run(on, line.given);
    } catch (const refused& no) {
        return refused_by_api(on, *line.what, no);
    } catch (const unanswered& no) {
        const int code = faulted(no);
        say_key(on, *line.what, no.key());
        return code;
    } catch (const json::exception& no) {
        on.out().warn(fmt::format("motcua: the answer is not of the shape that this motcua knows: "
                                  "{}; is the server of the same version?",
                                  no.what()));
        return failed;
    }
}

int run_line(const std::vector<std::string>& line) {
    const auto all = catalogue();
    try {
        const auto parsed = parse(all, line);
        if (parsed.what == nullptr) {
            std::cout << parsed.text;
            return done;
        }
        return run_parsed(all, parsed);
    } catch (const usage_error& no) {
        return wrong_usage(no);
    } catch (const not_found_error& no) {
        std::cerr << "motcua: " << no.what() << "\n";
        return not_found;
    } catch (const events::fault& no) {
        return faulted(no);
    } catch (const std::filesystem::filesystem_error& no) {
        std::cerr << "motcua: " << no.what() << "\n";
        return failed;
    }
}

/// Whether who reads the output has gone, as `head` does when it has enough: that is no news to
/// whoever wrote the line.
bool reader_has_gone() {
    pollfd out{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
    return ::poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

} // namespace

int run(const std::vector<std::string>& line) {
    const int code = run_line(line);
    std::cout.flush();
    if (std::cout) {
        return code;
    }
    if (!reader_has_gone()) {
        std::cerr << "motcua: not all of the output could be written: is the disk full?\n";
    }
    return code == done ? failed : code; // scripts must not take a part for the whole
}

} // namespace ops
