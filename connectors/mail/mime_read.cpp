#include "connectors/mail/mime_read.hpp"

#include "connectors/mail/findings.hpp"
#include "connectors/mail/gmime.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/unicode.hpp"

#include <algorithm>

namespace connectors {
namespace {

using gmime::memory_of;
using gmime::options;
using gmime::owned;
using gmime::owned_text;
using gmime::taken;
using gmime::written;

std::string text_or_empty(const char* text) { return text == nullptr ? "" : text; }

/// GMime decodes RFC 2047 words by itself, and loses letters and unknown sets in doing so. `=!` is
/// as good an atom as `=?` but hides the words from it; shown() turns them back.
std::string hidden_words(std::string text) {
    for (auto at = text.find("=?"); at != std::string::npos; at = text.find("=?", at)) {
        text[at + 1] = '!';
    }
    return text;
}

std::string shown_words(std::string text) {
    for (auto at = text.find("=!"); at != std::string::npos; at = text.find("=!", at)) {
        text[at + 1] = '?';
    }
    return text;
}

std::string unfolded(std::string_view value) {
    std::string line(trimmed(value));
    std::erase_if(line, [](char c) { return c == '\r' || c == '\n'; });
    return line;
}

std::string raw_header(GMimeObject* object, const char* name) {
    GMimeHeader* header =
        g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
    return header == nullptr ? "" : unfolded(text_or_empty(g_mime_header_get_raw_value(header)));
}

std::string file_name(GMimeObject* object) {
    const std::string disposition = hidden_words(raw_header(object, "Content-Disposition"));
    const owned<GMimeContentDisposition> asked(
        g_mime_content_disposition_parse(options(), disposition.c_str()));
    std::string name = text_or_empty(
        asked ? g_mime_content_disposition_get_parameter(asked.get(), "filename") : nullptr);
    if (name.empty()) {
        const std::string type = hidden_words(raw_header(object, "Content-Type"));
        const owned<GMimeContentType> read(g_mime_content_type_parse(options(), type.c_str()));
        name =
            text_or_empty(read ? g_mime_content_type_get_parameter(read.get(), "name") : nullptr);
    }
    return shown_words(name);
}

std::string decoded_content(GMimePart* part) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) {
        return {};
    }
    const owned<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, memory.get());
    return taken(memory.get());
}

class tree_walk {
public:
    void object(GMimeObject* part, std::size_t depth, std::size_t alternative, std::size_t inner) {
        if (depth > mail_limits::depth_max) {
            find("nested_too_deep", "parts are nested more than 20 deep");
        } else if (reading_.leaves.size() >= mail_limits::parts_max) {
            find("too_many_parts", "the message has more than 200 parts");
        } else if (bytes_ > mail_limits::parts_bytes_max) {
            return; // found when the one before was too much
        } else if (GMIME_IS_MULTIPART(part)) {
            multipart(GMIME_MULTIPART(part), depth, alternative, inner);
        } else if (GMIME_IS_MESSAGE_PART(part)) {
            message(GMIME_MESSAGE_PART(part), depth, inner);
        } else if (GMIME_IS_PART(part)) {
            mime_leaf read = leaf(part, alternative, inner);
            read.bytes = decoded_content(GMIME_PART(part));
            keep(std::move(read));
        }
    }
    void headers(GMimeObject* message) {
        GMimeHeaderList* list = g_mime_object_get_header_list(message);
        for (int i = 0; i < g_mime_header_list_get_count(list); ++i) {
            GMimeHeader* header = g_mime_header_list_get_header_at(list, i);
            reading_.headers.push_back(
                {lower_ascii(text_or_empty(g_mime_header_get_name(header))),
                 unfolded(text_or_empty(g_mime_header_get_raw_value(header)))});
        }
    }
    mime_reading take() { return std::move(reading_); }

private:
    void multipart(GMimeMultipart* parts, std::size_t depth, std::size_t alternative,
                   std::size_t inner) {
        if (g_mime_content_type_is_type(g_mime_object_get_content_type(GMIME_OBJECT(parts)),
                                        "multipart", "alternative")) {
            alternative = ++alternatives_;
        }
        const int count = g_mime_multipart_get_count(parts);
        for (int i = 0; i < count; ++i) {
            object(g_mime_multipart_get_part(parts, i), depth + 1, alternative, inner);
        }
    }
    void message(GMimeMessagePart* part, std::size_t depth, std::size_t inner) {
        GMimeMessage* held = g_mime_message_part_get_message(part);
        mime_leaf read = leaf(GMIME_OBJECT(part), 0, inner);
        read.attached = true;
        if (held != nullptr) {
            read.bytes = written(GMIME_OBJECT(held), nullptr);
        }
        keep(std::move(read));
        if (held != nullptr && g_mime_message_get_mime_part(held) != nullptr) {
            object(g_mime_message_get_mime_part(held), depth + 1, 0, inner + 1);
        }
    }
    void keep(mime_leaf&& read) {
        bytes_ += read.bytes.size();
        if (bytes_ > mail_limits::parts_bytes_max) {
            find("parts_too_large", "the parts are larger than 140 MiB together; some were left");
            return;
        }
        reading_.leaves.push_back(std::move(read));
    }
    mime_leaf leaf(GMimeObject* part, std::size_t alternative, std::size_t inner) {
        mime_leaf read;
        GMimeContentType* type = g_mime_object_get_content_type(part);
        const owned_text name(g_mime_content_type_get_mime_type(type));
        read.type = lower_ascii(text_or_empty(name.get()));
        read.charset = text_or_empty(g_mime_content_type_get_parameter(type, "charset"));
        read.file_name = file_name(part);
        read.attached =
            lower_ascii(text_or_empty(g_mime_object_get_disposition(part))) == "attachment";
        read.encoding = lower_ascii(raw_header(part, "Content-Transfer-Encoding"));
        read.alternative = alternative;
        read.inner = inner;
        return read;
    }
    void find(const char* code, const char* detail) {
        add_once(reading_.findings, mail_finding{code, detail});
    }

    mime_reading reading_;
    std::size_t alternatives_ = 0;
    std::size_t bytes_ = 0; ///< of the leaves, kept or not
};

void add_mailboxes(InternetAddressList* list, std::vector<raw_mailbox>& found) {
    for (int i = 0; i < internet_address_list_length(list); ++i) {
        InternetAddress* one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(one)) {
            add_mailboxes(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), found);
        } else {
            found.push_back(
                {shown_words(text_or_empty(internet_address_get_name(one))),
                 text_or_empty(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)))});
        }
    }
}

} // namespace

bool mime_reading::has_header(std::string_view name) const {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const mime_header& header) { return header.name == name; });
}

std::string mime_reading::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const mime_header& header) { return header.name == name; });
    return found == headers.end() ? "" : found->value;
}

mime_reading read_mime(std::string_view mail) {
    GMimeParserOptions* how = options();
    const owned<GMimeStream> stream = memory_of(mail);
    const owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), how));
    tree_walk walk;
    if (message) {
        walk.headers(GMIME_OBJECT(message.get()));
        if (GMimeObject* top = g_mime_message_get_mime_part(message.get()); top != nullptr) {
            walk.headers(top); // those about the content: GMime keeps them apart
            walk.object(top, 0, 0, 0);
        }
    }
    mime_reading reading = walk.take();
    if (!message) {
        reading.findings.push_back({"not_a_message", "the bytes do not begin with mail headers"});
        reading.leaves.emplace_back().type = "text/plain"; // so that a person can read them
        reading.leaves.back().bytes = mail;
    }
    return reading;
}

std::vector<raw_mailbox> read_mailboxes(std::string_view value) {
    std::vector<raw_mailbox> found;
    const std::string hidden = hidden_words(std::string(value));
    const owned<InternetAddressList> list(internet_address_list_parse(options(), hidden.c_str()));
    if (list) {
        add_mailboxes(list.get(), found);
    }
    return found;
}

std::vector<std::string> read_message_ids(std::string_view value) {
    std::vector<std::string> found;
    const std::string text(value);
    GMimeReferences* read = g_mime_references_parse(options(), text.c_str());
    for (int i = 0; read != nullptr && i < g_mime_references_length(read); ++i) {
        found.push_back(text_or_empty(g_mime_references_get_message_id(read, i)));
    }
    g_mime_references_free(read);
    return found;
}

std::optional<events::instant> read_mail_date(std::string_view value) {
    options();
    const std::string text(value);
    GDateTime* date = g_mime_utils_header_decode_date(text.c_str());
    if (date == nullptr) {
        return std::nullopt;
    }
    const std::chrono::seconds since_1970{g_date_time_to_unix(date)};
    g_date_time_unref(date);
    return events::instant{since_1970};
}

} // namespace connectors
