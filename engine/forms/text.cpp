#include "engine/forms/compose.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace engine {
namespace {

constexpr std::size_t columns_max = 78;
constexpr std::array motto{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"};

/// Characters of NFC text; every one of ours is one column wide.
std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

class page {
public:
    void line(std::string_view text) { text_ += std::string{text} + "\n"; }
    void gap() {
        if (!text_.empty() && !text_.ends_with("\n\n")) {
            text_ += "\n";
        }
    }
    void centred(std::string_view text) {
        const auto wide = width(text);
        line(std::string(wide < columns_max ? (columns_max - wide) / 2 : 0, ' ') +
             std::string{text});
    }
    /// Breaks at blanks; the lines after the first begin with `hang`.
    void wrapped(std::string_view text, std::string_view hang = "") {
        std::string at;
        std::size_t used = 0;
        while (!text.empty()) {
            const auto end = std::min(text.find(' '), text.size());
            const auto word = text.substr(0, end);
            const auto wide = width(word);
            if (used > 0 && used + 1 + wide > columns_max) {
                line(at);
                at = hang;
                used = width(hang);
            } else if (used > 0) {
                at += ' ';
                ++used;
            }
            at += word;
            used += wide;
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        line(at);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

void write_head(page& to, const composed_document& document) {
    const auto& head = document.header;
    for (const auto* one : {&head.above, &head.issuer}) {
        if (!one->empty()) {
            to.line(*one);
        }
    }
    to.gap();
    for (const auto* one : motto) {
        to.centred(one);
    }
    to.gap();
    for (const auto* one : {&head.number, &head.subject, &head.date}) {
        if (!one->empty()) {
            to.line(*one);
        }
    }
    to.gap();
}

std::string on_one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return text;
}

void write_table(page& to, const form_block& block,
                 const std::vector<std::vector<std::string>>& rows) {
    const auto filled_in = rows.size() - static_cast<std::size_t>(block.blank_rows);
    for (const auto& row : std::span{rows}.first(filled_in)) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!row[i].empty()) {
                line += (line.empty() ? "  " : "; ") + block.columns[i].title + ": " +
                        on_one_line(row[i]);
            }
        }
        to.wrapped(line, "    ");
    }
}

void write_signatures(page& to, const form_block& block) {
    if (!block.recipients.empty()) {
        to.gap();
        to.line("Nơi nhận:");
        for (std::size_t i = 0; i < block.recipients.size(); ++i) {
            to.line("- " + block.recipients[i] + (i + 1 < block.recipients.size() ? ";" : "."));
        }
    }
    for (const auto& one : block.signatures) {
        if (one.title.empty()) {
            continue;
        }
        to.gap();
        to.line(one.title);
        for (const auto* below : {&one.note, &one.name}) {
            if (!below->empty()) {
                to.line(*below);
            }
        }
    }
}

} // namespace

std::string to_text(const composed_document& document) {
    page to;
    write_head(to, document);
    for (std::size_t i = 0; i < document.blocks.size(); ++i) {
        const auto& block = document.blocks[i];
        switch (block.kind) {
        case block_kind::title:
            to.gap();
            to.centred(on_one_line(block.text));
            to.gap();
            break;
        case block_kind::addressee:
            to.wrapped(block.text);
            to.gap();
            break;
        case block_kind::paragraph:
            to.wrapped(block.text);
            break;
        case block_kind::table:
            write_table(to, block, document.rows[i]);
            break;
        case block_kind::signatures:
        case block_kind::closing:
            write_signatures(to, block);
            break;
        }
    }
    if (!document.remark.empty()) {
        to.gap();
        to.line(document.remark);
    }
    return to.take();
}

} // namespace engine
