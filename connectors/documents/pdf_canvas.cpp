#include "connectors/documents/pdf_canvas.hpp"

#include "events/fault.hpp"

#include <cairo/cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <array>
#include <chrono>
#include <vector>

namespace connectors {
namespace {

template <auto Free> struct freed_by {
    template <class T> void operator()(T* what) const { Free(what); }
};
template <class T, auto Free> using owned = std::unique_ptr<T, freed_by<Free>>;
using surface_ptr = owned<cairo_surface_t, cairo_surface_destroy>;
using cairo_ptr = owned<cairo_t, cairo_destroy>;
using context_ptr = owned<PangoContext, g_object_unref>;
using layout_ptr = owned<PangoLayout, g_object_unref>;
using font_ptr = owned<PangoFontDescription, pango_font_description_free>;
using options_ptr = owned<cairo_font_options_t, cairo_font_options_destroy>;

/// Asked for by their real names: an alias such as "Times New Roman" is not followed reliably.
constexpr std::array<const char*, 2> families{"Tinos", "Liberation Serif"};
constexpr double units = PANGO_SCALE;

bool installed(PangoFontMap* map, std::string_view name) {
    PangoFontFamily** all = nullptr;
    int count = 0;
    pango_font_map_list_families(map, &all, &count);
    bool found = false;
    for (int i = 0; i < count; ++i) {
        found = found || name == pango_font_family_get_name(all[i]);
    }
    g_free(static_cast<void*>(all));
    return found;
}

std::string first_installed() {
    PangoFontMap* map = pango_cairo_font_map_get_default();
    for (const char* name : families) {
        if (installed(map, name)) {
            return name;
        }
    }
    throw events::fault("document-font-missing",
                        fmt::format("draw a document: neither {} nor {} is installed; install the "
                                    "package fonts-croscore or fonts-liberation2",
                                    families[0], families[1]));
}

PangoAlignment alignment(engine::text_align align) {
    switch (align) {
    case engine::text_align::center:
        return PANGO_ALIGN_CENTER;
    case engine::text_align::right:
        return PANGO_ALIGN_RIGHT;
    case engine::text_align::left:
    case engine::text_align::justify:
        break;
    }
    return PANGO_ALIGN_LEFT;
}

bool is_number(std::string_view word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Where the word that begins there ends. Groups of digits, as telephone numbers have them, are
/// one word.
std::size_t word_end(std::string_view text, std::size_t from) {
    const auto end_of = [&](std::size_t at) {
        return std::min(text.find_first_of(" \n", at), text.size());
    };
    auto end = end_of(from);
    for (auto group = from; end < text.size() && text[end] == ' ';) {
        const auto next = end_of(end + 1);
        if (!is_number(text.substr(group, end - group)) ||
            !is_number(text.substr(end + 1, next - end - 1))) {
            break;
        }
        group = end + 1;
        end = next;
    }
    return end;
}

using attributes_ptr = owned<PangoAttrList, pango_attr_list_unref>;

/// Keeps `ông/bà`, codes, numbers of documents and telephone numbers on one line; a longer word
/// must break somewhere.
attributes_ptr kept_words(const std::string& text) {
    constexpr std::size_t bytes_max = 32;
    attributes_ptr all{pango_attr_list_new()};
    std::size_t from = 0;
    while (from < text.size()) {
        const auto end = word_end(text, from);
        const auto word = std::string_view{text}.substr(from, end - from);
        if (word.size() <= bytes_max && word.find_first_of("/- ") != std::string_view::npos) {
            PangoAttribute* keep = pango_attr_allow_breaks_new(FALSE);
            keep->start_index = static_cast<guint>(from);
            keep->end_index = static_cast<guint>(end);
            pango_attr_list_insert(all.get(), keep);
        }
        from = end + 1;
    }
    return all;
}

void mark(PangoLayout* layout, const styled_text& what, const attributes_ptr& marks) {
    if (what.struck_bytes > 0) {
        PangoAttribute* struck = pango_attr_strikethrough_new(TRUE);
        struck->start_index = 0;
        struck->end_index = static_cast<guint>(what.struck_bytes);
        pango_attr_list_insert(marks.get(), struck);
    }
    pango_layout_set_attributes(layout, marks.get());
}

bool is_wider(PangoLayout* layout, double width) {
    PangoRectangle logical;
    pango_layout_get_extents(layout, nullptr, &logical);
    constexpr double rounding = 0.1;
    return logical.width > static_cast<int>((width + rounding) * units);
}

/// As the PDF writes it, in the office's time.
std::string creation_date(events::instant at) {
    const std::chrono::hh_mm_ss clock{
        std::chrono::floor<std::chrono::seconds>(events::office_time_of_day(at))};
    return fmt::format("{}T{:02}:{:02}:{:02}+07:00", events::to_text(events::office_date(at)),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

const std::string& document_font() {
    static const std::string name = first_installed(); // tried again after a fault
    return name;
}

struct laid_text::lines {
    struct line {
        PangoLayoutLine* drawn = nullptr; ///< owned by the layout
        double x = 0;
        double baseline = 0; ///< below the line's top
        double height = 0;
    };
    layout_ptr layout;
    std::vector<line> all;
    double height = 0;
    double ink_width = 0;
};

laid_text::laid_text(std::unique_ptr<lines> made) : lines_(std::move(made)) {}
laid_text::~laid_text() = default;
laid_text::laid_text(laid_text&&) noexcept = default;
laid_text& laid_text::operator=(laid_text&&) noexcept = default;
std::size_t laid_text::size() const { return lines_->all.size(); }
double laid_text::height() const { return lines_->height; }
double laid_text::line_height(std::size_t line) const { return lines_->all.at(line).height; }
double laid_text::ink_width() const { return lines_->ink_width; }

struct pdf_canvas::parts {
    std::string bytes;
    surface_ptr surface;
    cairo_ptr pen;
    context_ptr context;
    std::size_t pages = 1;
};

pdf_canvas::pdf_canvas(double width, double height, const pdf_about& about)
    : parts_(std::make_unique<parts>()) {
    const auto& family = document_font();
    auto& made = *parts_;
    made.surface.reset(cairo_pdf_surface_create_for_stream(append, &made.bytes, width, height));
    auto* pdf = made.surface.get();
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, about.title.c_str());
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, about.author.c_str());
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "motcua");
    const auto created = creation_date(about.created);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_MOD_DATE, created.c_str());
    made.pen.reset(cairo_create(pdf));
    made.context.reset(pango_cairo_create_context(made.pen.get()));
    // Widths of the outlines themselves, so that lines break alike on every machine.
    const options_ptr exact{cairo_font_options_create()};
    cairo_font_options_set_hint_style(exact.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(exact.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(made.context.get(), exact.get());
    pango_context_set_round_glyph_positions(made.context.get(), FALSE);
    pango_context_set_language(made.context.get(), pango_language_from_string("vi"));
    const font_ptr font{pango_font_description_from_string(family.c_str())};
    pango_context_set_font_description(made.context.get(), font.get());
}

pdf_canvas::~pdf_canvas() = default;

laid_text pdf_canvas::lay(const styled_text& what, double width) {
    auto made = std::make_unique<laid_text::lines>();
    made->layout.reset(pango_layout_new(parts_->context.get()));
    auto* layout = made->layout.get();
    const font_ptr font{
        pango_font_description_copy(pango_context_get_font_description(parts_->context.get()))};
    pango_font_description_set_absolute_size(font.get(), what.size * units);
    if (what.bold) {
        pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
    }
    if (what.italic) {
        pango_font_description_set_style(font.get(), PANGO_STYLE_ITALIC);
    }
    pango_layout_set_font_description(layout, font.get());
    pango_layout_set_width(layout, static_cast<int>(width * units));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, alignment(what.align));
    pango_layout_set_justify(layout, what.align == engine::text_align::justify);
    pango_layout_set_indent(layout, static_cast<int>(what.first_indent * units));
    pango_layout_set_text(layout, what.text.data(), static_cast<int>(what.text.size()));
    mark(layout, what, kept_words(what.text));
    if (is_wider(layout, width)) { // a kept word in a narrow column: better broken than over a line
        mark(layout, what, attributes_ptr{pango_attr_list_new()});
    }
    PangoLayoutIter* at = pango_layout_get_iter(layout);
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(at, nullptr, &logical);
        made->all.push_back({pango_layout_iter_get_line_readonly(at), logical.x / units,
                             (pango_layout_iter_get_baseline(at) - logical.y) / units,
                             logical.height / units});
        made->height += made->all.back().height;
        made->ink_width = std::max(made->ink_width, logical.width / units);
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    return laid_text{std::move(made)};
}

double pdf_canvas::draw(const laid_text& what, double x, double y, std::size_t from,
                        std::size_t to) {
    auto* pen = parts_->pen.get();
    double down = 0;
    for (auto i = from; i < to; ++i) {
        const auto& line = what.lines_->all.at(i);
        cairo_move_to(pen, x + line.x, y + down + line.baseline);
        pango_cairo_show_layout_line(pen, line.drawn);
        down += line.height;
    }
    return down;
}

void pdf_canvas::line(double x0, double y0, double x1, double y1) {
    auto* pen = parts_->pen.get();
    cairo_set_line_width(pen, 0.6);
    cairo_move_to(pen, x0, y0);
    cairo_line_to(pen, x1, y1);
    cairo_stroke(pen);
}

void pdf_canvas::fill(double x, double y, double width, double height) {
    auto* pen = parts_->pen.get();
    cairo_rectangle(pen, x, y, width, height);
    cairo_fill(pen);
}

void pdf_canvas::next_page() {
    cairo_show_page(parts_->pen.get());
    ++parts_->pages;
}

std::size_t pdf_canvas::pages() const { return parts_->pages; }

std::string pdf_canvas::finish() {
    cairo_show_page(parts_->pen.get());
    cairo_surface_finish(parts_->surface.get());
    const auto problem = cairo_surface_status(parts_->surface.get());
    if (problem != CAIRO_STATUS_SUCCESS) {
        throw events::fault("document-not-drawn",
                            fmt::format("draw a document: {}; report it with the document's text",
                                        cairo_status_to_string(problem)));
    }
    return std::move(parts_->bytes);
}

} // namespace connectors
