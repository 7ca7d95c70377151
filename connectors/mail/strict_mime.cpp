#include "connectors/mail/strict_mime.hpp"

#include "connectors/mail/content_type.hpp"
#include "connectors/mail/findings.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/transfer.hpp"
#include "connectors/mail/unicode.hpp"

#include <algorithm>
#include <array>

namespace connectors {
namespace {

constexpr std::array<std::string_view, 11> single_headers{"content-type",
                                                          "content-transfer-encoding",
                                                          "content-disposition",
                                                          "mime-version",
                                                          "from",
                                                          "subject",
                                                          "date",
                                                          "message-id",
                                                          "in-reply-to",
                                                          "references",
                                                          "reply-to"};

/// Takes the next line with its LF off `rest`.
std::string_view next_line(std::string_view& rest) {
    const auto newline = rest.find('\n');
    const auto length = newline == std::string_view::npos ? rest.size() : newline + 1;
    const std::string_view line = rest.substr(0, length);
    rest.remove_prefix(length);
    return line;
}

std::string_view without_line_end(std::string_view line) {
    if (line.ends_with('\n')) {
        line.remove_suffix(1);
    }
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

enum class delimiter { none, next, last };

delimiter delimiter_of(std::string_view line, std::string_view boundary) {
    line = without_line_end(line);
    if (!line.starts_with("--") || !line.substr(2).starts_with(boundary)) {
        return delimiter::none;
    }
    const std::string_view behind = line.substr(2 + boundary.size());
    if (trimmed(behind).empty()) {
        return delimiter::next;
    }
    return behind.starts_with("--") && trimmed(behind.substr(2)).empty() ? delimiter::last
                                                                         : delimiter::none;
}

class strict_reader {
public:
    mime_reading run(std::string_view mail) {
        entity(mail, 0, true);
        return std::move(reading_);
    }

private:
    void entity(std::string_view mail, std::size_t depth, bool whole) {
        const std::vector<mime_header> headers = take_headers(mail);
        repeated(headers);
        if (whole) {
            reading_.headers = headers;
        }
        const auto value = [&](std::string_view name) -> std::string {
            const auto found = std::find_if(headers.begin(), headers.end(),
                                            [&](const auto& h) { return h.name == name; });
            return found == headers.end() ? "" : found->value;
        };
        const std::string declared = value("content-type");
        const content_type type = declared.empty() ? content_type{} : read_content_type(declared);
        if (!type.good) {
            find("malformed_content_type", "a Content-Type does not follow the grammar");
        }
        const std::string encoding = lower_ascii(trimmed(value("content-transfer-encoding")));
        if (depth > mail_limits::depth_max) {
            find("nested_too_deep", "parts are nested more than 20 deep");
        } else if (type.type.starts_with("multipart/")) {
            encoded_container(encoding);
            multipart(mail, type, depth);
        } else if (type.type == "message/rfc822") {
            encoded_container(encoding);
            entity(mail, depth + 1, false);
        } else {
            leaf(mail, type.type, encoding);
        }
    }

    /// Takes the headers and the empty line off `mail`.
    std::vector<mime_header> take_headers(std::string_view& mail) {
        std::vector<mime_header> headers;
        while (!mail.empty()) {
            const std::string_view line = without_line_end(next_line(mail));
            if (line.empty()) {
                break;
            }
            if (line.find('\0') != std::string_view::npos) {
                find("nul_in_header", "a header contains a NUL byte");
            }
            if ((line.front() == ' ' || line.front() == '\t') && !headers.empty()) {
                headers.back().value += line;
                continue;
            }
            const auto colon = line.find(':');
            if (!is_token(trimmed(line.substr(0, colon))) || colon == std::string_view::npos) {
                find("malformed_header", "a header line has no name");
                continue;
            }
            headers.push_back({lower_ascii(trimmed(line.substr(0, colon))),
                               std::string(trimmed(line.substr(colon + 1)))});
        }
        return headers;
    }

    void repeated(const std::vector<mime_header>& headers) {
        for (const std::string_view name : single_headers) {
            if (std::count_if(headers.begin(), headers.end(),
                              [&](const auto& header) { return header.name == name; }) > 1) {
                find("duplicate_header", std::string(name) + " stands more than once");
            }
        }
    }

    void encoded_container(std::string_view encoding) {
        if (encoding == "base64" || encoding == "quoted-printable") {
            find("encoded_container", "a container of parts is itself encoded");
        }
    }

    void multipart(std::string_view body, const content_type& type, std::size_t depth) {
        const auto boundary = type.parameters.find("boundary");
        if (boundary == type.parameters.end() || trimmed(boundary->second).empty()) {
            find("no_boundary", "a multipart has no boundary");
            return;
        }
        std::string_view rest = body;
        const char* part = nullptr;
        while (!rest.empty()) {
            const std::string_view line = next_line(rest);
            const delimiter met = delimiter_of(line, boundary->second);
            if (met == delimiter::none) {
                continue;
            }
            if (part != nullptr) {
                child(part, line.data(), depth);
            }
            if (met == delimiter::last) {
                return;
            }
            part = rest.data();
        }
        find("unterminated_multipart", "a multipart ends without its last boundary");
        if (part != nullptr) {
            entity({part, static_cast<std::size_t>(body.data() + body.size() - part)}, depth + 1,
                   false);
        }
    }

    /// The line end before a boundary belongs to the boundary.
    void child(const char* begin, const char* end, std::size_t depth) {
        std::string_view part(begin, static_cast<std::size_t>(end - begin));
        entity(without_line_end(part), depth + 1, false);
    }

    void leaf(std::string_view body, const std::string& type, const std::string& encoding) {
        if (reading_.leaves.size() == mail_limits::parts_max) {
            find("too_many_parts", "the message has more than 200 parts");
            return;
        }
        mime_leaf read;
        read.type = type;
        read.encoding = encoding;
        transfer_decoded decoded{std::string(body), true};
        if (encoding == "base64") {
            decoded = from_base64(body);
        } else if (encoding == "quoted-printable") {
            decoded = from_quoted_printable(body);
        } else if (!encoding.empty() && encoding != "7bit" && encoding != "8bit" &&
                   encoding != "binary") {
            find("unknown_encoding", "a part has an unknown transfer encoding");
        }
        if (!decoded.clean) {
            find(encoding == "base64" ? "broken_base64" : "broken_quoted_printable",
                 "a part is not valid " + encoding);
        }
        read.bytes = std::move(decoded.bytes);
        reading_.leaves.push_back(std::move(read));
    }

    void find(const char* code, const std::string& detail) {
        add_once(reading_.findings, mail_finding{code, detail});
    }

    mime_reading reading_;
};

} // namespace

mime_reading read_mime_strictly(std::string_view mail) { return strict_reader{}.run(mail); }

} // namespace connectors
