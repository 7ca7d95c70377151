#pragma once

#include "engine/memory_target.hpp"
#include "events/log.hpp"
#include "events/vault.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace faults {

/// What a log amounts to, written down event by event by somebody who trusts nobody: which commands
/// counted and where, which numbers were given, which mails were taken in.
class ledger : public engine::memory_target {
public:
    explicit ledger(const events::log& log);

    struct entry {
        std::string position; ///< partition:offset
        std::string subject;
        std::uint64_t version = 0;
    };
    /// By command id; more than one entry: counted twice.
    [[nodiscard]] const std::map<std::string, std::vector<entry>>& commands() const {
        return commands_;
    }
    /// How often each mail was taken in, by the SHA-256 of its bytes, hex.
    [[nodiscard]] const std::map<std::string, int>& mails() const { return mails_; }
    /// The Message-IDs of the letters that counting events ask for.
    [[nodiscard]] const std::set<std::string>& letters() const { return letters_; }

    /// Findings, in words; empty when all is well: commands that counted twice, numbers that have a
    /// gap or a double, boxes that cannot be opened though nobody was erased.
    [[nodiscard]] std::vector<std::string> findings(const events::vault& keys) const;

    void counted(const engine::placed_event& event, const engine::case_state& before,
                 const engine::case_state& after) override;

private:
    std::map<std::string, std::vector<entry>> commands_;
    std::map<std::string, std::vector<std::uint64_t>> numbers_;
    std::map<std::string, int> mails_;
    std::set<std::string> letters_;
    std::vector<events::sealed_box> boxes_;
};

} // namespace faults
