#include "events/fault.hpp"
#include "ops/desk/main_job.hpp"
#include "ops/desk/workbench.hpp"

#include <iostream>

int main(int argc, char** argv) {
    CLI::App app{"motcua: cases, their steps and their deadlines, on a data folder"};
    app.require_subcommand(1);
    int result = ops::done;
    ops::add_folder_commands(app, result);
    ops::add_case_commands(app, result);
    ops::add_law_commands(app, result);
    try {
        app.parse(argc, argv);
        return result;
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? ops::done : ops::usage;
    } catch (const events::fault& problem) {
        std::cerr << problem.what() << " [" << problem.code() << "]\n";
        return ops::failed;
    }
}
