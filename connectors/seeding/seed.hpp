#pragma once

#include "events/ids.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace connectors {

struct seed_options {
    std::filesystem::path data; ///< a folder that initialise() made and nobody has used
    std::uint64_t cases = 2400; ///< e-mails, requests and petitions that come in; 1 to 1,000,000
    std::uint64_t seed = 1;     ///< the same seed gives the same cases, steps and figures
    bool synced = true;         ///< durable when it returns; false leaves that to the system
    /// Told now and then, and at the end, how many of the cases have come in.
    std::function<void(std::uint64_t done, std::uint64_t total)> progress{};
};

/// What a seeded folder holds, and what its clock should say.
struct seed_report {
    std::uint64_t events = 0; ///< that count
    std::uint64_t cases = 0;
    std::uint64_t refused = 0;       ///< steps that the engine refused: 0
    std::string first_refusal;       ///< the first of them, in words
    std::uint64_t alerts = 0;        ///< raised by the deadline watch on the way
    std::uint64_t overdue = 0;       ///< open periods that have passed at `last`
    std::uint64_t mails_waiting = 0; ///< in the Maildir of `mail_office`
    events::office_code mail_office;
    std::map<std::string, std::uint64_t> by_procedure;   ///< cases; "" while nobody has said which
    std::map<events::channel, std::uint64_t> by_channel; ///< filed cases
    std::map<events::status, std::uint64_t> by_status;   ///< cases, where they stand
    std::map<events::status, std::uint64_t> reached;     ///< how often a case came there
    std::map<std::string, std::uint64_t> by_command;     ///< steps taken, by the command's name
    std::vector<events::office_code> offices;            ///< in which something happened
    events::instant first{};
    events::instant last{}; ///< no event is later: a demonstration's clock should stand here
};

/// Fills a new data folder with invented cases of the offices of Cà Mau and Quảng Nam: every step
/// goes through the engine and into the log, as it would at an office, on a clock that runs through
/// fourteen months from 01/06/2017. Names and addresses are invented, and sealed. Also puts some
/// e-mails, not yet taken in, into the Maildir of one office.
///
/// Throws events::fault: `folder-not-initialised`, `folder-not-empty` when there are cases already,
/// `log-held`, `seed-out-of-range`, `seed-not-recorded` when the log does not take a step.
seed_report seed_folder(const seed_options& options);

} // namespace connectors
