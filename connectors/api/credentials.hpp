#pragma once

#include <string>
#include <string_view>

/// What somebody shows to be believed: how passwords are kept, and tokens made.
namespace connectors {

/// Throws fault `account-malformed` for a password that is too short or too long.
void check_password_form(std::string_view password);

/// Argon2id with its own salt and cost, as text. Throws fault `out-of-memory`.
[[nodiscard]] std::string hash_password(std::string_view password);

/// Whether it is the one of which the hash was made.
[[nodiscard]] bool is_password(std::string_view password, const std::string& hash);

/// 256 random bits, as text that fits into a header.
[[nodiscard]] std::string random_token();

} // namespace connectors
