#pragma once

#include "engine/calendar.hpp"
#include "engine/provenance.hpp"
#include "events/ids.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

enum class office_level : std::uint8_t {
    provincial, ///< Cục THADS; THADS of the province from 01/07/2025
    district,   ///< Chi cục THADS, until 30/06/2025
    regional,   ///< Phòng THADS khu vực, from 01/07/2025
};

/// A mailbox of an office, where one is published.
struct office_email {
    std::string address;
    provenance from;
};

/// The agency identifier of case codes (QCVN 102:2016/BTTTT), for example `000.09.64.G15`.
struct agency_code {
    std::string code;
    provenance from;
};

/// The telephone of an office, as it was told to the public.
struct office_phone {
    std::string number;
    local_date valid_from;
    std::optional<local_date> valid_to; ///< last day
    provenance from;
};

/// Who signs for an office, and as what.
struct office_signer {
    std::string name;
    std::string title; ///< CHI CỤC TRƯỞNG
    local_date valid_from;
    std::optional<local_date> valid_to; ///< last day
    provenance from;
};

/// What an agency is called for some time, where that is not what it was called at first.
struct office_name {
    std::string name; ///< Vietnamese
    std::string sign; ///< in the numbers of its documents: THADS
    local_date valid_from;
    std::optional<local_date> valid_to; ///< last day
    provenance from;
};

/// Who goes on with the matters of an agency that has ended.
struct office_successor {
    events::office_code key;
    provenance from;
};

/// An enforcement agency. Agencies come and go by date; a case survives them.
struct office {
    events::office_code key;        ///< stable local key, not an official code
    std::string name;               ///< Vietnamese, at first
    std::vector<office_name> names; ///< those that came later; one at a time
    std::string province;
    office_level level = office_level::district;
    events::office_code parent; ///< empty for a provincial agency
    std::optional<office_email> email;
    std::vector<office_phone> phones;   ///< configuration of the office; one at a time
    std::vector<office_signer> signers; ///< configuration of the office; one at a time
    agency_code agency;
    local_date valid_from;
    std::optional<local_date> valid_to; ///< last day
    std::optional<provenance> ended_by; ///< with valid_to
    std::optional<office_successor> successor;
    provenance from;
    std::string note;

    [[nodiscard]] bool exists_on(local_date day) const {
        return day >= valid_from && !has_ended_on(day);
    }
    /// From the day after its last one on: nothing is filed there, and its successor acts.
    [[nodiscard]] bool has_ended_on(local_date day) const { return valid_to && day > *valid_to; }
    /// Null when none is configured for the day: nothing is invented in its place.
    [[nodiscard]] const office_phone* phone_on(local_date day) const;
    [[nodiscard]] const office_signer* signer_on(local_date day) const;
    /// What it is called on that day; a later name counts once it was read or follows from what
    /// was.
    [[nodiscard]] const std::string& name_on(local_date day) const;
    /// How it signs the numbers of its documents: CTHADS, CCTHADS, and a later name by its own.
    [[nodiscard]] std::string sign_on(local_date day) const;
    /// What its head is by the name of that day: Cục trưởng, Chi cục trưởng; else Thủ trưởng, for
    /// the titles of the organisation from 01/07/2025 on were not read.
    [[nodiscard]] std::string_view head_on(local_date day) const;

private:
    [[nodiscard]] const office_name* later_name_on(local_date day) const;
};

/// Null when there is no such office.
[[nodiscard]] const office* find_office(std::span<const office> all,
                                        const events::office_code& key);
/// The offices below `parent`, in the order of the file.
[[nodiscard]] std::vector<const office*> branches_of(std::span<const office> all,
                                                     const events::office_code& parent);

/// Reads schemas/offices/offices.json text. Throws events::fault `rules-bad-data`.
[[nodiscard]] std::vector<office> read_offices(std::string_view json_text, std::string_view file);

} // namespace engine

template <> struct events::enum_names<engine::office_level> {
    static constexpr std::array<std::string_view, 3> names{"provincial", "district", "regional"};
};
