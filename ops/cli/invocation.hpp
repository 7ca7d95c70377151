#pragma once

#include "engine/rule_set.hpp"
#include "ops/cli/command.hpp"
#include "ops/config/settings.hpp"
#include "ops/output/printer.hpp"
#include "ops/session/session.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace ops {

/// One run of one command: its settings, where it prints, and the API when it asks for it.
class invocation {
public:
    invocation(const std::vector<noun>& all, std::map<std::string, std::string> flags);

    [[nodiscard]] const settings& how() const { return settings_; }
    [[nodiscard]] printer& out() { return printer_; }
    [[nodiscard]] const std::vector<noun>& all() const { return all_; }
    /// Of the common options, what was given.
    [[nodiscard]] const std::map<std::string, std::string>& flags() const { return flags_; }

    /// The API on `--data` or at `--server`; of both, what stands nearer to the command line.
    /// Throws usage_error when there is neither.
    [[nodiscard]] session& api();
    /// The same, or the rules of this program when neither is named.
    [[nodiscard]] session& law();
    /// The rules that answer questions about the law: of the data folder, which another process may
    /// hold, of the server that is asked, or of this program when neither is named. Throws
    /// events::fault where they are bad.
    [[nodiscard]] const engine::rule_set& rules();
    /// Their texts as they were written. Throws only where they cannot be had.
    [[nodiscard]] engine::rule_files rule_files();
    /// The time by which `today` is meant: --now, or the clock of whoever is asked.
    [[nodiscard]] events::instant now();
    /// Whether api() is a server's.
    [[nodiscard]] bool is_remote() const;
    /// The data folder, which must be named. Throws usage_error.
    [[nodiscard]] std::string folder() const;
    /// For a command that prints something else than a list by its own options.
    [[nodiscard]] bool output_was_chosen() const;

private:
    [[nodiscard]] std::optional<std::string> rules_folder() const;

    const std::vector<noun>& all_;
    std::map<std::string, std::string> flags_;
    settings settings_;
    printer printer_;
    std::unique_ptr<session> session_;
    std::optional<engine::rule_set> rules_; ///< not of this program
};

} // namespace ops
