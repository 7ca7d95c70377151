#pragma once

#include "engine/rejection.hpp"
#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/instant.hpp"
#include "events/log.hpp"
#include "projections/page.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace projections {

/// A refusal as the audit trail keeps it: one JSON record of the audit log, keyed by office.
struct rejection_row {
    events::instant time{};
    events::office_code office;
    std::optional<events::case_id> subject;
    std::string command; ///< its type, for example `accept_dossier`
    events::command_id command_id;
    engine::rejection_code code = engine::rejection_code::invalid_input;
    std::string rule;
    events::officer_id actor;
    std::optional<events::role> acting_as; ///< empty: none at the office
    std::string source;                    ///< legal ground

    static constexpr auto fields() {
        using r = rejection_row;
        return std::tuple{events::field{"time", &r::time},
                          events::field{"office", &r::office},
                          events::field{"case", &r::subject},
                          events::field{"command", &r::command},
                          events::field{"command_id", &r::command_id},
                          events::field{"code", &r::code},
                          events::field{"rule", &r::rule},
                          events::field{"actor", &r::actor},
                          events::field{"role", &r::acting_as},
                          events::field{"source", &r::source}};
    }
    bool operator==(const rejection_row&) const = default;
};

/// The record of the audit log for a refusal.
[[nodiscard]] events::log_record rejection_record(const rejection_row& row);
/// Empty when the bytes are not such a record.
[[nodiscard]] std::optional<rejection_row> rejection_from(std::string_view bytes);

/// Refusals by office and time, from an audit log of their own; disposable like the store.
class rejection_book {
public:
    /// Opens or makes the folder; what cannot be used is emptied. Throws fault.
    rejection_book(std::filesystem::path folder, const events::log& audit);
    ~rejection_book();
    rejection_book(const rejection_book&) = delete;
    rejection_book& operator=(const rejection_book&) = delete;

    /// Reads what the log has beyond what is known. One thread at a time. Returns how many records
    /// were read; foreign ones are passed over.
    std::uint64_t catch_up();

    /// Refusals of an office with from <= time < to, newest first. From any thread.
    [[nodiscard]] page<rejection_row> list(const events::office_code& office, events::instant from,
                                           events::instant to, const page_request& which) const;

private:
    struct inside;
    std::unique_ptr<inside> inside_;
};

} // namespace projections
