#pragma once

#include <CLI/CLI.hpp>

namespace ops {

/// Adds the commands of the main job. What they ended with is put into `result` when one ran.
void add_folder_commands(CLI::App& app, int& result);
void add_case_commands(CLI::App& app, int& result);
void add_law_commands(CLI::App& app, int& result);

} // namespace ops
