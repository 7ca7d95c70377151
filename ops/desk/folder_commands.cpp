#include "connectors/mail/maildir.hpp"
#include "engine/verify.hpp"
#include "events/fault.hpp"
#include "events/sqlite_log.hpp"
#include "ops/desk/main_job.hpp"
#include "ops/desk/workbench.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace ops {
namespace {

using nlohmann::json;

struct options {
    std::string data;
    std::string folder;
    std::string office;
    std::string output = "table";
    std::string officer;
    std::string role;
    std::string now;
    std::vector<std::string> paths;
};

int import_mail(const options& how) {
    workbench bench{how.data};
    if (!how.now.empty() && !bench.set_clock(how.now)) {
        return usage;
    }
    const events::office_code office{how.office};
    if (bench.on.rules().find_office(office) == nullptr) {
        std::cerr << "there is no office " << how.office << "; `motcua office` lists them\n";
        return not_found;
    }
    for (const auto& path : how.paths) {
        for (const auto& file : connectors::list_mail(path)) {
            const auto read = connectors::read_mail(file);
            const auto taken = bench.intake.take(office, read.bytes, read.findings);
            std::cout << json{{"file", file.path.filename().string()},
                              {"sha256", events::hex(taken.sha256)},
                              {"outcome", std::string{events::name_of(taken.outcome)}},
                              {"case", taken.code},
                              {"reason", taken.reason}}
                             .dump(-1, ' ', false, json::error_handler_t::replace)
                      << "\n";
        }
    }
    return done;
}

int verify_folder(const options& how) {
    const auto log = events::open_sqlite_log_read_only(std::filesystem::path{how.data} / "log.db");
    const auto report = engine::verify(*log);
    json out{{"events", report.records}, {"counting", report.counting},
             {"superseded", 0},          {"foreign", 0},
             {"cases", report.cases},    {"heads", events::hex(report.heads)},
             {"holds", report.holds()},  {"breaks", report.breaks}};
    std::uint64_t superseded = 0;
    for (const auto& [why, count] : report.not_counting) {
        if (why == engine::verdict::foreign) {
            out["foreign"] = count;
        } else {
            superseded += count;
        }
    }
    out["superseded"] = superseded;
    if (report.first_break) {
        const auto& broken = *report.first_break;
        out["first_break"] = {
            {"event", broken.event},       {"case", broken.subject},
            {"sequence", broken.sequence}, {"partition", broken.place.partition.value},
            {"offset", broken.place.at},   {"why", std::string{events::name_of(broken.why)}},
            {"text", broken.text}};
    }
    print(out, how.output);
    return report.holds() ? done : verification_failed;
}

} // namespace

void add_folder_commands(CLI::App& app, int& result) {
    auto how = std::make_shared<options>();
    auto* init = app.add_subcommand("init", "Make an empty data folder with its keys");
    init->add_option("DIR", how->folder)->required();
    init->callback([&result, how] {
        connectors::initialise(how->folder, 8);
        std::cerr << "made " << how->folder << "; give somebody a role: motcua grant add --data "
                  << how->folder << " OFFICER ROLE OFFICE\n";
        result = done;
    });

    auto* grant = app.add_subcommand("grant", "Who may act in which role")->require_subcommand(1);
    auto* add = grant->add_subcommand("add", "Give an officer a role at an office (or *)");
    add->add_option("--data", how->data, "The data folder")->required();
    add->add_option("OFFICER", how->officer)->required();
    add->add_option("ROLE", how->role)->required();
    add->add_option("OFFICE", how->office)->required();
    add->callback([&result, how] {
        const auto role = events::enum_of<events::role>(how->role);
        if (!role) {
            std::cerr << "there is no role " << how->role << "\n";
            result = usage;
            return;
        }
        workbench bench{how->data};
        connectors::grant_as_installation(bench.on, how->officer, *role, how->office, true);
        result = done;
    });

    auto* mail = app.add_subcommand("mail", "Incoming mail")->require_subcommand(1);
    auto* import = mail->add_subcommand("import", "Take mails in: files, folders or a Maildir");
    import->add_option("--data", how->data, "The data folder")->required();
    import->add_option("OFFICE", how->office)->required();
    import->add_option("PATH", how->paths)->required();
    import->add_option("--output", how->output, "jsonl");
    import->add_option("--now", how->now, "Act at this time (RFC 3339), for demonstrations");
    import->callback([&result, how] { result = import_mail(*how); });

    auto* send = mail->add_subcommand("send", "Put the letters that are due into the outbox");
    send->add_option("--data", how->data, "The data folder")->required();
    send->callback([&result, how] {
        workbench bench{how->data};
        std::cout << bench.outgoing.send_new() << "\n";
        result = done;
    });

    auto* verify = app.add_subcommand("verify", "Prove the log by the one rule");
    verify->add_option("--data", how->data, "The data folder")->required();
    verify->add_option("--output", how->output, "json");
    verify->callback([&result, how] { result = verify_folder(*how); });
}

} // namespace ops
