#include "projections/pager.hpp"

#include "projections/key.hpp"

#include <algorithm>
#include <array>

namespace projections {
namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string to_base64url(std::string_view bytes) {
    std::string out;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(c);
        for (count += 8; count >= 6; count -= 6) {
            out.push_back(letters[(bits >> (count - 6U)) & 63U]);
        }
    }
    if (count > 0) {
        out.push_back(letters[(bits << (6U - count)) & 63U]);
    }
    return out;
}

std::string from_base64url(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        const auto value = letters.find(c);
        if (value == std::string_view::npos) {
            throw bad_cursor{"the cursor has characters that no cursor has"};
        }
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<char>((bits >> count) & 255U));
        }
    }
    return out;
}

} // namespace

row_range rows_with_prefix(table where, std::string prefix) {
    std::string end = after_prefix(prefix);
    return {where, std::move(prefix), std::move(end)};
}

std::string cursor_at(table where, std::string_view key) {
    return to_base64url(std::string{static_cast<char>(where)}.append(key));
}

std::string key_of_cursor(const std::string& cursor, const row_range& range) {
    std::string key = from_base64url(cursor);
    if (key.empty() || key.front() != static_cast<char>(range.where)) {
        throw bad_cursor{"the cursor belongs to another list"};
    }
    key.erase(0, 1);
    if (key < range.from || (!range.to.empty() && key >= range.to)) {
        throw bad_cursor{"the cursor belongs to another list"};
    }
    return key;
}

page<raw_row> read_page(const snapshot& view, const row_range& range, const page_request& which,
                        const row_filter& keep) {
    const auto limit = std::clamp<std::size_t>(which.limit, 1, page_rows_max);
    page<raw_row> out;
    bool more = false;
    const auto visit = [&](std::string_view key, std::string_view value) {
        if (keep && !keep(key, value)) {
            return true;
        }
        if (out.rows.size() == limit) {
            more = true;
            return false;
        }
        out.rows.push_back({std::string{key}, std::string{value}});
        return true;
    };
    if (!which.cursor.empty()) {
        const auto after = key_of_cursor(which.cursor, range) + '\0';
        view.scan(range.where, after, range.to, visit);
    } else if (range.is_list) {
        view.scan_list(range.where, range.from, range.to, visit);
    } else {
        view.scan(range.where, range.from, range.to, visit);
    }
    if (more) {
        out.next = cursor_at(range.where, out.rows.back().key);
    }
    return out;
}

} // namespace projections
