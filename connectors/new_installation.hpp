#pragma once

#include "connectors/application.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace connectors {

/// Who operates a new installation.
struct first_operator {
    std::string login;
    std::string name;
    std::string password;
    std::string officer = "operator"; ///< the pseudonym that events carry
};

/// Makes an empty data folder, wherever its log is, with an account that may operate it everywhere.
/// False when the account is there already, made with another node: then it stays as it is.
bool initialise(application_options node, const first_operator& by,
                const std::filesystem::path& key = {});
/// The same on the embedded log.
void initialise(const std::filesystem::path& data, std::uint32_t partitions,
                const first_operator& by);

} // namespace connectors
