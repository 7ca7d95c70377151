#include "ops/output/printer.hpp"

#include "connectors/csv.hpp"
#include "ops/output/width.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <utility>

namespace ops {
namespace {

constexpr auto replace = json::error_handler_t::replace;

std::string plain(const json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_null()) {
        return "";
    }
    if (value.is_array()) {
        std::string out;
        for (const auto& one : value) {
            out += (out.empty() ? "" : ", ") + plain(one);
        }
        return out;
    }
    return value.dump(-1, ' ', false, replace);
}

} // namespace

json value_of(const json& thing, const column& of) {
    for (auto rest = of.from; !rest.empty();) {
        const auto space = rest.find(' ');
        const json::json_pointer place{std::string{rest.substr(0, space)}};
        if (thing.contains(place) && !thing[place].is_null()) {
            return thing[place];
        }
        rest = space == std::string_view::npos ? "" : rest.substr(space + 1);
    }
    return nullptr;
}

std::string csv_cell(const json& value) {
    auto text = plain(value);
    if (!value.is_number() && connectors::runs_as_formula(text)) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of("\",\r\n") == std::string::npos) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c;
        if (c == '"') {
            out += '"';
        }
    }
    return out + "\"";
}

bool printer::arrives() const { return data_.good(); }

void printer::say(std::string_view line) {
    if (!how_.quiet) {
        warn(line);
    }
}
void printer::warn(std::string_view line) { talk_ << line << "\n" << std::flush; }

std::string printer::colored(std::string_view text, std::string_view code) const {
    if (!how_.colored || text.empty()) {
        return std::string{text};
    }
    return "\x1b[" + std::string{code} + "m" + std::string{text} + "\x1b[0m";
}

std::string printer::by_lateness(std::string_view text, const json& state) const {
    if (state == "overdue" || state == "met_late" || state == "late") {
        return bad(text);
    }
    return state == "due_soon" ? warning(text) : state == "excused" ? faint(text) : good(text);
}

std::string printer::title(const column& of) const { return std::string{in(of.vi, of.en)}; }

std::string printer::shown(const json& thing, const column& as) const {
    const auto value = value_of(thing, as);
    const auto text = plain(value);
    switch (as.as) {
    case shape::time:
        return office_time(text);
    case shape::day:
        return office_day(text);
    case shape::code:
    case shape::lateness:
        return label_of(text, how_.in);
    case shape::share:
        return value.is_number_integer() ? share_text(value.get<std::int64_t>(), how_.in)
                                         : printable(text);
    case shape::yes:
        return value == true ? "✓" : "";
    case shape::list:
        if (value.is_array()) {
            std::string out;
            for (const auto& one : value) {
                out += (out.empty() ? "" : ", ") + label_of(plain(one), how_.in);
            }
            return out;
        }
        return printable(text);
    case shape::text:
    case shape::number:
        return printable(text);
    }
    return {};
}

void printer::document(const json& thing) {
    const bool indented = how_.pretty || is_table();
    data_ << thing.dump(indented ? 2 : -1, ' ', false, replace) << "\n";
}

void printer::one(const json& thing, const std::vector<column>& lines) {
    if (how_.as == output_format::csv) {
        list_printer as_list(*this, lines);
        as_list.add(thing);
        as_list.end();
        return;
    }
    if (!is_table()) {
        data_ << thing.dump(how_.pretty && how_.as == output_format::json_document ? 2 : -1, ' ',
                            false, replace)
              << "\n";
        return;
    }
    std::size_t width = 0;
    for (const auto& line : lines) {
        width = std::max(width, display_width(title(line)));
    }
    for (const auto& line : lines) {
        const auto text = shown(thing, line);
        if (text.empty()) {
            continue;
        }
        const auto name = title(line);
        data_ << faint(name) << std::string(width - display_width(name) + 2, ' ');
        data_ << (line.as == shape::lateness ? by_lateness(text, value_of(thing, line)) : text)
              << "\n";
    }
}

list_printer::list_printer(printer& to, std::vector<column> columns)
    : to_(to), columns_(std::move(columns)) {
    if (to_.how().as == output_format::csv) { // a code and its label are one value to programs
        std::set<std::string_view> seen;
        std::erase_if(columns_, [&](const column& one) { return !seen.insert(one.from).second; });
    }
}

void list_printer::csv_head() {
    if (std::exchange(has_head_, true)) {
        return;
    }
    std::vector<std::string> names;
    for (const auto& one : columns_) {
        auto name = std::string{one.from.substr(1, one.from.find(' ') - 1)};
        std::replace(name.begin(), name.end(), '/', '.');
        names.push_back(std::move(name));
    }
    csv_line(names);
}

void list_printer::csv_line(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        to_.data() << (i == 0 ? "" : ",") << cells[i];
    }
    to_.data() << "\r\n";
}

void list_printer::add(const json& item) {
    ++count_;
    if (to_.how().as == output_format::json_lines) {
        to_.data() << item.dump(-1, ' ', false, replace) << "\n";
        return;
    }
    if (to_.how().as == output_format::csv) {
        csv_head();
        std::vector<std::string> cells;
        for (const auto& one : columns_) {
            cells.push_back(csv_cell(value_of(item, one)));
        }
        csv_line(cells);
        return;
    }
    kept_.push_back(item);
}

std::size_t list_printer::end(const json& rest) {
    if (to_.how().as == output_format::json_document) {
        auto out = json::object();
        out["items"] = kept_;
        out.update(rest);
        to_.data() << out.dump(to_.how().pretty ? 2 : -1, ' ', false, replace) << "\n";
    } else if (to_.how().as == output_format::csv) {
        csv_head();
    } else if (to_.is_table() && !kept_.empty()) {
        print_table();
    }
    to_.data() << std::flush;
    return count_;
}

} // namespace ops
