#pragma once

#include "connectors/command_json.hpp"
#include "events/ids.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// A step that a case takes: the body as it is posted, and the same as the engine takes it.
struct walk_step {
    std::string command;
    events::role as{};
    std::string body; ///< `@UNIQUE@` stands for 64 hex digits that no other mail has
    connectors::command_input input;
};
using walk = std::vector<walk_step>;

/// The roles that walks act in.
inline constexpr std::array walk_roles{events::role::counter_officer,
                                       events::role::enforcement_officer, events::role::head,
                                       events::role::clerk};
/// The one officer of each role; who drafts and who signs are different people.
[[nodiscard]] const events::officer_id& officer_in(events::role as);

/// The morning at which the benchmarks' clock stands: the first day of the rule set, at the office.
[[nodiscard]] events::instant walk_time();
/// Offices that exist on that day, enough to spread over all partitions.
[[nodiscard]] std::vector<events::office_code> walk_offices();

/// Cases through the support and the dossier lifecycle, from opening to end, as an office sees
/// them: filed at the counter, helped by e-mail first, guided and closed, supplemented, redrafted.
class case_walks {
public:
    case_walks();
    /// The walk of the n-th case; every twenty cases have the same mix.
    [[nodiscard]] const walk& of(std::uint64_t number) const;

private:
    std::vector<walk> walks_;
};

/// Puts 64 hex digits of its own into the body of a mail.
[[nodiscard]] std::string body_of(const walk_step& step, std::uint64_t client,
                                  std::uint64_t number);

} // namespace bench
