#pragma once

#include "tests/faults/ledger.hpp"
#include "tests/faults/load.hpp"
#include "tests/support/temporary_folder.hpp"

#include <map>
#include <random>
#include <string>
#include <vector>

namespace faults {

/// A data folder under load in a child process that is killed again and again, and the parent that
/// remembers all that was acknowledged and holds the folder to it.
class harness {
public:
    struct options {
        std::uint64_t seed = 1;
        bool synced = true;
        double early = 0; ///< share of unsynced writes that reach the disk early
    };
    explicit harness(options how);

    /// Runs the application under load and kills it at a random moment: mostly at work, now and
    /// then while it still opens the folder.
    void run_and_kill();
    /// Opens the folder, compares it with all that was acknowledged so far, and asks every request
    /// without an answer again. Returns findings; empty when everything holds.
    [[nodiscard]] std::vector<std::string> check();
    /// Lets the duties finish in peace, then holds mails and letters to once and only once.
    [[nodiscard]] std::vector<std::string> check_mail();

    [[nodiscard]] std::uint64_t acknowledged() const { return steps_.size(); }
    [[nodiscard]] std::uint64_t asked_again() const { return asked_again_; }
    [[nodiscard]] std::uint64_t events() const { return events_; }
    /// Acknowledged steps that the log does not hold, over all checks.
    [[nodiscard]] std::uint64_t lost() const { return lost_; }

private:
    void drop_mails();
    void hear(const std::string& line);
    void check_steps(const ledger& known, std::vector<std::string>& findings);
    void check_open_questions(connectors::application& on, const ledger& known,
                              std::vector<std::string>& findings);
    void check_projections(connectors::application& on, std::vector<std::string>& findings);

    options how_;
    support::temporary_folder folder_;
    std::filesystem::path data_ = folder_ / "data";
    std::mt19937_64 random_;
    std::uint64_t generation_ = 0;
    std::map<std::string, asked> open_;  ///< asked, not answered; by command
    std::map<std::string, told> steps_;  ///< acknowledged as done; by command
    std::map<std::string, int> refused_; ///< acknowledged as refused: the status; by command
    std::vector<std::string> mails_;     ///< SHA-256 of each mail dropped, hex
    std::uint64_t asked_again_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t lost_ = 0;
};

} // namespace faults
