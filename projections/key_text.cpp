#include "projections/key_text.hpp"

#include "events/fault.hpp"
#include "projections/key.hpp"

#include <array>

namespace projections {
namespace {

/// The parts of the keys of each table: t text, i id, n number, b byte, a instant, l instant with
/// the latest first, d day.
constexpr std::array<std::string_view, tables.size()> forms{
    "t",      // meta
    "n",      // passed
    "t",      // numbers
    "tbdtb",  // statistics
    "tbdtb",  // statistics_months
    "i",      // states
    "in",     // timeline
    "nn",     // superseded
    "ti",     // codes
    "tbli",   // by_status
    "tli",    // by_opening
    "tbai",   // office_work
    "iai",    // officer_work
    "atit",   // due
    "tait",   // office_due
    "tait",   // paused
    "atit",   // watch
    "tbaitt", // alerts
    "tn",     // register_lines
    "i",      // returns
    "tbdin",  // statistics_cases
    "tiib",   // mail_messages
    "tii",    // mail_contents
    "ibti",   // grants
    "iin",    // rules
    "ii",     // erased_persons
    "tln",    // rejections
    "tdit",   // vouchers
    "ii",     // documents
    "ti",     // matters_to_end
    "ttbi",   // sharing
};

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        out.push_back(digits[static_cast<unsigned char>(c) >> 4U]);
        out.push_back(digits[static_cast<unsigned char>(c) & 15U]);
    }
    return out;
}

std::string part_text(char form, key_reader& from) {
    switch (form) {
    case 't':
        return from.text();
    case 'i':
        return from.id<events::case_id>().str();
    case 'n':
        return std::to_string(from.number());
    case 'b':
        return std::to_string(from.byte());
    case 'a':
        return events::to_text(from.at());
    case 'l':
        return events::to_text(from.newest_first());
    default:
        return events::to_text(from.day());
    }
}

} // namespace

std::string key_text(table where, std::string_view key) {
    try {
        key_reader parts{key};
        std::string out;
        for (const char form : forms[static_cast<std::size_t>(where) - 1]) {
            out.append(out.empty() ? "" : " / ").append(part_text(form, parts));
        }
        return parts.left() == 0 ? out : hex(key);
    } catch (const events::corruption&) {
        return hex(key);
    }
}

} // namespace projections
