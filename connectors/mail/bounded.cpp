#include "connectors/mail/bounded.hpp"

#include "connectors/mail/findings.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/unicode.hpp"

#include <algorithm>
#include <array>

namespace connectors {
namespace {

/// The headers that GMime takes apart wherever it meets them, at a cost per item.
constexpr std::array<std::string_view, 7> address_headers{"from",   "to",       "cc",         "bcc",
                                                          "sender", "reply-to", "return-path"};

/// More than any header has that is known here.
constexpr std::size_t header_name_bytes_max = 100;

/// The name before the colon, in lower case and without blanks and controls, which GMime forgives,
/// however many; empty when the line is no header. Of one that is too long, its beginning.
std::string header_name(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
        return {};
    }
    std::string name;
    for (const char c : line.substr(0, colon)) {
        const bool passed_over = c >= 0 && c <= ' ';
        if (!passed_over) {
            name += c;
        }
        if (name.size() > header_name_bytes_max) {
            break;
        }
    }
    return lower_ascii(name);
}

bool is_empty_line(std::string_view line) { return line == "\n" || line == "\r\n"; }

bool is_address_header(std::string_view name) {
    return std::find(address_headers.begin(), address_headers.end(), name) != address_headers.end();
}

/// The line at `at`, with the continuation lines that follow it where it could be a header.
std::string_view logical_line(std::string_view raw, std::size_t at) {
    std::size_t end = at;
    std::string_view line;
    do {
        const auto newline = raw.find('\n', end);
        end = newline == std::string_view::npos ? raw.size() : newline + 1;
        line = raw.substr(at, end - at);
    } while (end < raw.size() && (raw[end] == ' ' || raw[end] == '\t') && !line.starts_with("--") &&
             !is_empty_line(line));
    return line;
}

bool is_costly(std::string_view name) {
    return is_address_header(name) || name.starts_with("content-");
}

/// How much GMime looks at in the header at most: from each of these marks to its end.
std::size_t looks_at(std::string_view name, std::string_view line) {
    if (!is_costly(name)) {
        return 0;
    }
    const auto marks = std::count_if(line.begin(), line.end(),
                                     [](char c) { return c == ',' || c == '"' || c == '('; });
    return static_cast<std::size_t>(marks) * line.size();
}

bool is_oversize(std::string_view name, std::string_view line, bool in_headers) {
    if (name.empty()) {
        return false;
    }
    const bool address = is_address_header(name);
    const auto colons = static_cast<std::size_t>(std::count(line.begin(), line.end(), ':'));
    if (address && colons > mail_limits::address_colons_max) {
        return true;
    }
    return (in_headers || is_costly(name)) && line.size() > mail_limits::header_bytes_max;
}

class bounding {
public:
    explicit bounding(std::string_view raw) : raw_(raw) {}

    bounded_mail run() {
        if (raw_.size() > mail_limits::message_bytes_max) {
            find("too_large", "the message is larger than 35 MiB and was read only so far");
            raw_ = raw_.substr(0, mail_limits::message_bytes_max);
        }
        if (raw_.starts_with("From ")) { // an mbox separator that a delivery agent left
            raw_.remove_prefix(std::min(raw_.size(), raw_.find('\n') + std::size_t{1}));
        }
        kept_.bytes.reserve(raw_.size());
        while (at_ < raw_.size() && take(logical_line(raw_, at_))) {
        }
        return std::move(kept_);
    }

private:
    /// False where the rest must be cut off.
    bool take(std::string_view line) {
        in_headers_ = in_headers_ && !is_empty_line(line);
        dashes_ += line.starts_with("--") ? 1 : 0;
        colons_ += line.find(':') == std::string_view::npos ? 0 : 1;
        if (dashes_ > mail_limits::dash_lines_max || colons_ > mail_limits::colon_lines_max) {
            find("too_many_lines", "too many lines that could be parts or headers; the rest of "
                                   "the message was not read");
            return false;
        }
        at_ += line.size();
        const std::string name = header_name(line);
        const std::size_t looks = looks_at(name, line);
        if (is_oversize(name, line, in_headers_) ||
            looks > mail_limits::header_looks_max - looks_) {
            find("oversize_header", "a header is too large and was left out");
            return in_headers_;
        }
        if (in_headers_ && kept_.bytes.size() + line.size() > mail_limits::header_block_bytes_max) {
            find("oversize_header", "the headers are too large and some were left out");
            return true;
        }
        looks_ += looks;
        kept_.bytes += line;
        return true;
    }
    void find(const char* code, const char* detail) {
        add_once(kept_.findings, mail_finding{code, detail});
    }

    std::string_view raw_;
    std::size_t at_ = 0;
    bool in_headers_ = true;
    std::size_t dashes_ = 0;
    std::size_t colons_ = 0;
    std::size_t looks_ = 0;
    bounded_mail kept_;
};

} // namespace

bounded_mail bounded(std::string_view raw) { return bounding(raw).run(); }

} // namespace connectors
