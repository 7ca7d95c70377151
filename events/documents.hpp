#pragma once

#include "events/digest.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace events {

/// Where attachments, slips and decisions lie, named by the SHA-256 of their bytes. A document is
/// durable before the event that names it. All functions may be called from any thread; they throw
/// fault.
class document_store {
public:
    virtual ~document_store() = default;

    /// Keeps the bytes; they are durable when it returns. Again is no harm.
    virtual digest put(std::string_view bytes) = 0;
    /// Empty when there is no such document. Throws corruption `document-damaged` when the bytes
    /// are not those of the name.
    [[nodiscard]] virtual std::optional<std::string> get(const digest& name) const = 0;
    [[nodiscard]] virtual bool has(const digest& name) const = 0;

    /// Why documents cannot be read or kept just now; empty while they can. Answers at once: what a
    /// store that is far away said some seconds ago.
    [[nodiscard]] virtual std::string trouble() const { return {}; }
};

enum class document_syncing {
    each,
    together, ///< by sync_file_system(), before anybody relies on the folder: to fill a new one
};

/// Documents in a folder, made when missing, which may be a mount that several machines share:
/// `ab/cd/abcd…`, readable by the owner only.
[[nodiscard]] std::unique_ptr<document_store>
open_document_folder(const std::filesystem::path& folder,
                     document_syncing syncing = document_syncing::each);

/// Documents that are gone with the process, for tests and for trying things out.
[[nodiscard]] std::unique_ptr<document_store> make_memory_documents();

} // namespace events
