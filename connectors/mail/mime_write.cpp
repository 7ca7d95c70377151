#include "connectors/mail/mime_write.hpp"

#include "connectors/mail/gmime.hpp"

#include <algorithm>
#include <chrono>

namespace connectors {
namespace {

using gmime::memory_of;
using gmime::options;
using gmime::owned;
using gmime::owned_text;
using gmime::taken;
using gmime::written;

/// GMime leaves text alone that looks like an encoded word, so that a reader would decode it. Such
/// text is encoded here; anything else is for GMime to encode.
std::string without_false_words(const std::string& text) {
    if (text.find("=?") == std::string::npos) {
        return text;
    }
    std::string words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = std::min(at + 42, text.size()); // 56 characters of base64, 68 in all
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        const owned_text encoded(
            g_base64_encode(reinterpret_cast<const guchar*>(&text[at]), end - at));
        words += (words.empty() ? "=?utf-8?B?" : " =?utf-8?B?") + std::string(encoded.get()) + "?=";
        at = end;
    }
    return words;
}

owned<GMimePart> part_of(const char* type, const char* subtype, std::string_view bytes,
                         GMimeContentEncoding encoding) {
    owned<GMimePart> part(g_mime_part_new_with_type(type, subtype));
    const owned<GMimeStream> memory = memory_of(bytes);
    const owned<GMimeDataWrapper> content(
        g_mime_data_wrapper_new_with_stream(memory.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(part.get(), content.get());
    g_mime_part_set_content_encoding(part.get(), encoding);
    return part;
}

owned<GMimePart> text_part(std::string_view text) {
    owned<GMimePart> part = part_of("text", "plain", text, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
    return part;
}

owned<GMimePart> file_part(const mail_attachment& file) {
    const auto slash = std::min(file.declared_type.find('/'), file.declared_type.size());
    const std::string type = file.declared_type.substr(0, slash);
    const std::string subtype =
        slash < file.declared_type.size() ? file.declared_type.substr(slash + 1) : "octet-stream";
    owned<GMimePart> part =
        part_of(type.c_str(), subtype.c_str(), file.bytes, GMIME_CONTENT_ENCODING_BASE64);
    g_mime_object_set_disposition(GMIME_OBJECT(part.get()), "attachment");
    g_mime_part_set_filename(part.get(), file.display_name.c_str());
    return part;
}

void set_body(GMimeMessage* message, const mime_document& document) {
    const owned<GMimePart> text = text_part(document.text);
    if (document.files.empty()) {
        g_mime_message_set_mime_part(message, GMIME_OBJECT(text.get()));
        return;
    }
    const owned<GMimeMultipart> parts(g_mime_multipart_new_with_subtype("mixed"));
    g_mime_multipart_set_boundary(parts.get(), document.boundary.c_str());
    g_mime_multipart_add(parts.get(), GMIME_OBJECT(text.get()));
    for (const mail_attachment& file : document.files) {
        g_mime_multipart_add(parts.get(), GMIME_OBJECT(file_part(file).get()));
    }
    g_mime_message_set_mime_part(message, GMIME_OBJECT(parts.get()));
}

/// The date in the office's zone, as people there read it.
void set_date(GMimeMessage* message, events::instant at) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    GTimeZone* zone = g_time_zone_new_offset(
        static_cast<gint32>(std::chrono::seconds{events::office_utc_offset}.count()));
    GDateTime* utc = g_date_time_new_from_unix_utc(seconds);
    GDateTime* local = g_date_time_to_timezone(utc, zone);
    g_mime_message_set_date(message, local);
    g_date_time_unref(local);
    g_date_time_unref(utc);
    g_time_zone_unref(zone);
}

void add_mailbox(GMimeMessage* message, GMimeAddressType type, const raw_mailbox& mailbox) {
    const std::string name = without_false_words(mailbox.name);
    g_mime_message_add_mailbox(message, type, name.empty() ? nullptr : name.c_str(),
                               mailbox.address.c_str());
}

} // namespace

std::string write_mime(const mime_document& document) {
    options();
    const owned<GMimeMessage> message(g_mime_message_new(FALSE));
    add_mailbox(message.get(), GMIME_ADDRESS_TYPE_FROM, document.from);
    add_mailbox(message.get(), GMIME_ADDRESS_TYPE_TO, document.to);
    g_mime_message_set_subject(message.get(), without_false_words(document.subject).c_str(),
                               "utf-8");
    set_date(message.get(), document.date);
    g_mime_message_set_message_id(message.get(), document.message_id.c_str());
    for (const mime_header& other : document.others) {
        g_mime_object_append_header(GMIME_OBJECT(message.get()), other.name.c_str(),
                                    other.value.c_str(), "utf-8");
    }
    set_body(message.get(), document);
    GMimeFormatOptions* format = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    std::string bytes = written(GMIME_OBJECT(message.get()), format);
    g_mime_format_options_free(format);
    return bytes;
}

} // namespace connectors
