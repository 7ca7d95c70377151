#include "engine/forms/compose.hpp"

#include "engine/forms/placeholders.hpp"

#include <algorithm>

namespace engine {
namespace {

/// The value of that name; empty when there is none.
template <class Struct> std::string value_of(const Struct& values, std::string_view name) {
    std::string found;
    events::for_each_field(values, [&](std::string_view field, const auto& member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>) {
            if (field == name) {
                found = member;
            }
        }
    });
    return found;
}

/// `blank` stands where a value is missing.
template <class Struct>
std::string filled(std::string_view text, const Struct& values, std::string_view blank) {
    std::string result;
    each_placeholder(
        text, [&](std::string_view plain) { result += plain; },
        [&](std::string_view name) {
            const auto value = value_of(values, name);
            result += value.empty() ? std::string{blank} : value;
        });
    return result;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (from <= text.size()) {
        const auto end = std::min(text.find('\n', from), text.size());
        lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

using table = std::vector<std::vector<std::string>>;

template <class Row> table rows_of(const form_block& block, const std::vector<Row>& rows) {
    table cells;
    const auto add = [&](const Row& row) {
        std::vector<std::string> line;
        for (const auto& column : block.columns) {
            line.push_back(filled(column.value, row, ""));
        }
        cells.push_back(std::move(line));
    };
    std::ranges::for_each(rows, add);
    for (std::int64_t i = 0; i < block.blank_rows; ++i) {
        add(Row{});
    }
    return cells;
}

form_block with_values(const form_block& block, const form_values& values) {
    form_block made = block;
    made.text = filled(block.text, values, dots);
    for (auto& one : made.signatures) {
        one = {filled(one.title, values, ""), filled(one.note, values, ""),
               filled(one.name, values, "")};
    }
    for (auto& one : made.recipients) {
        one = filled(one, values, dots);
    }
    return made;
}

void add_block(const form_block& block, const form_values& values, composed_document& into) {
    if (!block.when.empty() && value_of(values, block.when).empty()) {
        return;
    }
    auto made = with_values(block, values);
    if (block.kind == block_kind::paragraph) {
        for (auto& line : lines_of(made.text)) {
            auto part = made;
            part.text = std::move(line);
            into.blocks.push_back(std::move(part));
            into.rows.emplace_back();
        }
        return;
    }
    into.rows.push_back(block.kind != block_kind::table ? table{}
                        : block.rows == "papers"        ? rows_of(block, values.papers)
                        : block.rows == "complaints"    ? rows_of(block, values.complaints)
                                                        : rows_of(block, values.handovers));
    into.blocks.push_back(std::move(made));
}

/// What the office itself must configure and this page asks for: it is never invented, so the page
/// says that it is missing.
std::string not_configured(const form_layout& layout, const form_values& values) {
    bool phone = false;
    bool signer = false;
    const auto look = [&](std::string_view text) {
        phone = phone || text.find("{{office_phone}}") != std::string_view::npos;
        signer = signer || text.find("{{signer}}") != std::string_view::npos;
    };
    for (const auto& block : layout.blocks) {
        look(block.text);
        for (const auto& one : block.signatures) {
            look(one.name);
        }
    }
    std::string out;
    if (phone && values.office_phone.empty()) {
        out = "điện thoại của cơ quan";
    }
    if (signer && values.signer.empty()) {
        out += (out.empty() ? "" : ", ") + std::string{"người ký"};
    }
    return out.empty() ? out : "Cơ quan chưa khai báo: " + out + ".";
}

} // namespace

composed_document compose(const form& what, const form_version& version,
                          const form_values& values) {
    const auto& layout = what.layouts.at(version.layout);
    composed_document made;
    made.name = what.name.vi;
    made.paper = layout.paper;
    made.header = {
        filled(layout.header.above, values, ""), filled(layout.header.issuer, values, ""),
        filled(layout.header.number, values, "......."),
        filled(layout.header.subject, values, dots), filled(layout.header.date, values, "......")};
    made.qr = filled(layout.qr, values, "");
    for (const auto& block : layout.blocks) {
        add_block(block, values, made);
    }
    made.remark = not_configured(layout, values);
    if (!version.on.adopted) {
        made.remark += (made.remark.empty() ? "" : " ") +
                       std::string{"Bản xem trước: mẫu chưa được cơ quan xác nhận áp dụng."};
    }
    return made;
}

} // namespace engine
