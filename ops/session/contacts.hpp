#pragma once

#include "connectors/application.hpp"

#include <map>
#include <string>

namespace ops {

class settings;

/// The offices' own contacts, from the settings `contacts.<office>.*`.
[[nodiscard]] std::map<std::string, connectors::office_contact> contacts_of(const settings& how);

} // namespace ops
