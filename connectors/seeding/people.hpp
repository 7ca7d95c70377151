#pragma once

#include "connectors/seeding/chance.hpp"
#include "engine/offices.hpp"

#include <string>
#include <string_view>

namespace connectors::seeding {

/// Somebody who does not exist. Numbers are of forms that nobody was given.
struct invented_person {
    std::string name;
    std::string born; ///< the year, as people state it
    std::string identity_number;
    std::string address;
    std::string phone;
    std::string email;
};

[[nodiscard]] std::string invented_name(chance& luck);
/// Lives where the office is competent.
[[nodiscard]] invented_person invent_person(chance& luck, const engine::office& near);
/// A company or a bank, as a creditor.
[[nodiscard]] std::string invented_company(chance& luck, std::string_view province);
/// An address below the office's unit, for example `Ấp 5, xã Khánh Lâm, huyện U Minh, tỉnh Cà Mau`.
[[nodiscard]] std::string invented_address(chance& luck, const engine::office& near);
/// A judgment's number, for example `15/2017/DS-ST`.
[[nodiscard]] std::string invented_judgment(chance& luck, int year);

/// The communes of an office's unit, each with its kind: `xã Khánh Lâm`.
[[nodiscard]] std::string_view commune_of(chance& luck, std::string_view office_key);

} // namespace connectors::seeding
