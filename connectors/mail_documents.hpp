#pragma once

#include "events/documents.hpp"
#include "events/facts.hpp"
#include "events/vault.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace connectors {

/// What a sender says that a file is, as the log takes it in clear: in one word, or as bytes of
/// which nothing is known.
[[nodiscard]] std::string type_in_clear(std::string declared);

/// Files that came with a mail, and the mail itself, sealed under a key that is made for this mail
/// alone. The key goes into a sealed box of the sender's in the event (`document_key`), so that
/// destroying the sender's own key makes the files unreadable too, wherever copies of them lie. A
/// mail that went out is kept in the same way, under the key of the person who got it.
class mail_documents {
public:
    /// With a fresh key.
    explicit mail_documents(events::document_store& into);

    /// Keeps the sealed bytes; durable when it returns. The reference names what lies in the store:
    /// the sealed bytes, `size_bytes` of them.
    [[nodiscard]] events::document_ref keep(std::string kind, std::string media_type,
                                            std::string_view bytes);
    /// base64.
    [[nodiscard]] std::string key_text() const;

private:
    events::document_store& into_;
    events::data_key key_;
};

/// The stored document that holds the bytes with this SHA-256: the mail's own or one of its files.
/// Empty when `mail` is no such box, tells of no such bytes, or when the sender was erased.
[[nodiscard]] std::optional<events::digest> stored_mail_document(const events::vault& keys,
                                                                 const events::sealed_box& mail,
                                                                 const events::digest& plain);

/// The bytes of a kept document, as they came. `mail` is the sender's box of part `mail` in the
/// event that names the document, or that of part `outgoing_mail` of who got it. Empty when the
/// person was erased, when there is no such document, or when the box tells of no sealed documents.
/// Throws corruption.
[[nodiscard]] std::optional<std::string> open_mail_document(const events::vault& keys,
                                                            const events::document_store& documents,
                                                            const events::sealed_box& mail,
                                                            const events::digest& stored);

} // namespace connectors
