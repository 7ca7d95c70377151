#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// A folder of messages that wait to be sent, one file each. What is in it survives a crash.
class outbox {
public:
    /// Makes the folder when it is missing. Throws events::fault `mail_file`.
    explicit outbox(std::filesystem::path folder);

    /// Puts a message in; durable when it returns. The file's name is derived from the Message-ID,
    /// so putting it in again does nothing. Throws events::fault `outbox_conflict` when other bytes
    /// lie there under this id, and `mail_file`.
    std::filesystem::path put(std::string_view message_id, std::string_view bytes) const;

    /// Whether a message with this Message-ID waits here or was sent from here.
    [[nodiscard]] bool has(std::string_view message_id) const;

    /// The messages that wait, by name.
    [[nodiscard]] std::vector<std::filesystem::path> waiting() const;

    /// Moves a sent message to the folder `sent`, so that putting it in again still does nothing.
    void mark_sent(const std::filesystem::path& message) const;

private:
    std::filesystem::path folder_;
};

/// Removes from the outboxes below `folder` what writers that died left unfinished. What was
/// written within the hour may be another writer's.
void clear_unfinished(const std::filesystem::path& folder);

} // namespace connectors
