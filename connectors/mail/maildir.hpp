#pragma once

#include "connectors/mail/message.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// A message on disk. The name is whatever the delivery agent chose: bytes, not text.
struct mail_file {
    std::filesystem::path path;
    /// It lies in `cur` with the flag S: it was taken in.
    bool seen = false;
};

/// The messages at a place, by name: of a Maildir, `new` before `cur`; of another folder, its .eml
/// files; of a file, itself. Symbolic links, sub-folders and dot files are left out. Throws
/// events::fault `mail_file` when there is no such place.
[[nodiscard]] std::vector<mail_file> list_mail(const std::filesystem::path& place);

/// Those of a Maildir's `new` only: what came since the last look, however full `cur` is.
[[nodiscard]] std::vector<mail_file> list_new_mail(const std::filesystem::path& maildir);

/// What lies in a Maildir's `new` and can be no message: folders, links, pipes.
[[nodiscard]] std::vector<std::filesystem::path>
list_odd_mail(const std::filesystem::path& maildir);

/// Makes `new`, `cur` and `tmp` where they are missing. Throws events::fault `mail_file`.
void make_maildir(const std::filesystem::path& maildir);

/// Moves what lies in `new` or `cur` and cannot be taken in to `refused`, beside a note `NAME.txt`
/// that says why; durable when it returns. Never replaces anything: answers where it lies now.
/// Throws events::fault `mail_file`.
std::filesystem::path refuse_mail(const std::filesystem::path& maildir,
                                  const std::filesystem::path& file, const std::string& why);

/// The code of the faults here: a file or a folder is not what it must be.
inline constexpr const char* mail_file_fault = "mail_file";

/// The bytes of a message as they lie there.
struct mail_bytes {
    std::string bytes;
    /// Set when these are only the beginning.
    std::optional<cut_mail> cut;
};

/// Throws events::fault `mail_file`, also for what is no plain file.
[[nodiscard]] mail_bytes read_mail(const mail_file& file);

/// Moves a message of a Maildir to `cur` with the flag S; call it once the message is durable
/// elsewhere. Doing it again, or after a crash between, does no harm. Messages of other places stay
/// as they are. Answers where the message lies now.
[[nodiscard]] mail_file mark_seen(const mail_file& file);

} // namespace connectors
