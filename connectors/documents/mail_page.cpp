#include "connectors/documents/mail_page.hpp"

#include "connectors/mail/official_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace connectors {
namespace {

using engine::block_kind;

std::string mailbox_text(const std::string& name, const std::string& address) {
    return name.empty() ? address : fmt::format("{} <{}>", name, address);
}

class page {
public:
    page& line(std::string text, block_kind kind = block_kind::paragraph) {
        engine::form_block block;
        block.kind = kind;
        block.text = std::move(text);
        made.blocks.push_back(std::move(block));
        made.rows.emplace_back();
        return *this;
    }
    /// A block for every paragraph; they are apart by an empty line.
    page& body(std::string_view text) {
        for (std::size_t from = text.find_first_not_of('\n'); from != std::string_view::npos;
             from = text.find_first_not_of('\n', from)) {
            const auto end = std::min(text.find("\n\n", from), text.size());
            const auto part = text.substr(from, end - from);
            line(std::string{part.substr(0, part.find_last_not_of('\n') + 1)});
            from = end;
        }
        return *this;
    }

    engine::composed_document made;
};

} // namespace

engine::composed_document mail_page(const outgoing_message& sent, mail_page_source from) {
    page out;
    out.made.name = "Thư điện tử";
    out.made.paper = engine::paper_size::a4;
    out.line("THƯ ĐIỆN TỬ", block_kind::title);
    out.line("Người gửi: " + mailbox_text(sent.from_name, sent.from_address));
    out.line("Người nhận: " + mailbox_text(sent.to_name, sent.to_address));
    out.line("Ngày gửi: " + official_moment(sent.date));
    out.line("Tiêu đề: " + sent.subject);
    for (const auto& file : sent.files) {
        out.line("Đính kèm: " + file.name);
    }
    out.line("Mã thư: " + sent.message_id);
    if (from == mail_page_source::rendered_anew) {
        out.line("Ghi chú: hệ thống không lưu bản gốc của thư này; trang được dựng lại từ sự kiện "
                 "theo mẫu thư hiện hành, nên lời văn có thể khác thư đã gửi.");
    }
    out.line("Nội dung:").made.blocks.back().style = engine::text_style::bold;
    out.body(sent.text);
    return std::move(out.made);
}

} // namespace connectors
