#pragma once

#include "connectors/seeding/matter.hpp"

#include <string_view>

/// What complaints and denunciations have in common.
namespace connectors::seeding {

/// In which way a petition comes in.
[[nodiscard]] events::channel way_of_petition(matter& m);
/// To whom a petition goes that is another agency's.
[[nodiscard]] events::office_code competent_instead_of(const engine::office& office);
/// What is found of it in the end.
[[nodiscard]] events::finding found_of_petition(matter& m);
/// It is withdrawn, and terminated for that; `words` may be empty.
[[nodiscard]] story withdrawn_and_terminated(matter& m, std::string_view words);

} // namespace connectors::seeding
