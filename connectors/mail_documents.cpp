#include "connectors/mail_documents.hpp"

#include "connectors/sealed_object.hpp"
#include "engine/clear_text.hpp"
#include "events/aead.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace connectors {
namespace {

constexpr std::string_view bound_to = "mail document";

/// The box's object; an empty one when it is another box or nobody can open it.
nlohmann::json what_is_said(const events::vault& keys, const events::sealed_box& mail) {
    return mail.part == "mail" || mail.part == events::outgoing_mail_part
               ? opened_object(keys, mail)
               : nlohmann::json::object();
}

} // namespace

std::string type_in_clear(std::string declared) {
    return engine::is_one_word(declared) ? std::move(declared) : "application/octet-stream";
}

mail_documents::mail_documents(events::document_store& into)
    : into_(into), key_(events::random_key()) {}

events::document_ref mail_documents::keep(std::string kind, std::string media_type,
                                          std::string_view bytes) {
    const auto sealed = events::aead_seal(key_, bound_to, bytes);
    return {into_.put(sealed), std::move(kind), type_in_clear(std::move(media_type)),
            sealed.size()};
}

std::string mail_documents::key_text() const {
    return events::base64({reinterpret_cast<const char*>(key_.data()), key_.size()});
}

std::optional<events::digest> stored_mail_document(const events::vault& keys,
                                                   const events::sealed_box& mail,
                                                   const events::digest& plain) {
    const auto said = what_is_said(keys, mail);
    const auto wanted = events::hex(plain);
    if (said.value("raw_sha256", "") == wanted) {
        return events::digest_from_hex(said.value("raw", ""));
    }
    for (const auto& file : said.value("files", nlohmann::json::array())) {
        if (file.value("sha256", "") == wanted) {
            return events::digest_from_hex(file.value("stored", ""));
        }
    }
    return std::nullopt;
}

std::optional<std::string> open_mail_document(const events::vault& keys,
                                              const events::document_store& documents,
                                              const events::sealed_box& mail,
                                              const events::digest& stored) {
    const auto key = events::bytes_from_base64(what_is_said(keys, mail).value("document_key", ""));
    const auto sealed = documents.get(stored);
    events::data_key secret{};
    if (!sealed || !key || key->size() != secret.size()) {
        return std::nullopt;
    }
    std::copy(key->begin(), key->end(), reinterpret_cast<char*>(secret.data()));
    auto bytes = events::aead_open(secret, bound_to, *sealed);
    events::wipe(secret);
    if (!bytes) {
        throw events::corruption("document-damaged",
                                 fmt::format("open the document {}: it is not what was sealed; "
                                             "restore it from a backup",
                                             events::hex(stored)));
    }
    return bytes;
}

} // namespace connectors
