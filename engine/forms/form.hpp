#pragma once

#include "engine/procedure.hpp"
#include "engine/rule_set.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The forms that an office prints, as data: schemas/forms/*.json in memory. A case keeps the
/// version that was in force on the day on which it was received.
namespace engine {

enum class paper_size : std::uint8_t { a4, a5 };
enum class text_align : std::uint8_t { left, center, right, justify };
enum class text_style : std::uint8_t { regular, bold, italic };
enum class block_kind : std::uint8_t { title, addressee, paragraph, table, signatures, closing };

struct form_column {
    std::string title;
    std::string value;
    std::int64_t share = 0; ///< percent of the width
    text_align align = text_align::left;
};

struct form_signature {
    std::string title; ///< NGƯỜI NỘP HỒ SƠ
    std::string note;  ///< (Ký và ghi rõ họ tên)
    std::string name;
};

/// A part of the page. All texts may hold {{names}} of form_values.
struct form_block {
    block_kind kind = block_kind::paragraph;
    std::string text;
    text_align align = text_align::left; ///< by default left, justified when indented
    text_style style = text_style::regular;
    bool indent = false;
    std::string when; ///< printed only when this value is there
    std::string rows; ///< of a table: papers, handovers or complaints
    std::int64_t blank_rows = 0;
    std::vector<form_column> columns;
    std::vector<form_signature> signatures;
    std::vector<std::string> recipients; ///< of a closing: Nơi nhận
};

/// The head of the page: agency at the left, state and motto at the right.
struct form_header {
    std::string above;
    std::string issuer;
    std::string number;
    std::string subject;
    std::string date;
};

struct form_layout {
    paper_size paper = paper_size::a5;
    form_header header;
    std::string qr;
    std::vector<form_block> blocks;
};

struct form_version {
    std::string id;
    std::string layout;
    validity in_force;
    standing on; ///< an office may issue only what was adopted; anything may be looked at
};

/// To whom a letter goes. What goes to others never says who denounced (Luật Tố cáo 25/2018/QH14
/// Điều 9.1b): such a layout may not ask for the petitioner's values.
enum class letter_recipient : std::uint8_t {
    petitioner, ///< who filed, complained or denounced
    respondent, ///< whose decision or act is complained about, or who is denounced
    agency,     ///< another agency
};

/// A step such as a suspension means one thing of a request and another of an enforcement that has
/// been decided on.
enum class form_phase : std::uint8_t {
    any,
    before_decision, ///< for steps before the decision is issued
    after_decision,  ///< for steps after it
};

/// Who writes a letter. The agency above numbers what it writes in its own books: its number is the
/// one that the step states.
enum class letter_sender : std::uint8_t { office, agency_above };

/// A form that is a letter: numbered from the office's outgoing documents when it is issued.
struct letter_traits {
    std::string kind; ///< of its number: TB, PC …; empty for an official letter (công văn)
    letter_recipient to = letter_recipient::petitioner;
    letter_sender from = letter_sender::office;
};

struct form {
    std::string id; ///< receipt_slip
    bilingual name;
    std::vector<std::string> steps;      ///< events for which it is printed; none: by hand only
    std::vector<std::string> procedures; ///< whose cases print it; empty: all
    form_phase phase = form_phase::any;
    std::optional<letter_traits> letter; ///< absent for a slip, whose number its step claims
    std::vector<form_version> versions;
    std::map<std::string, form_layout> layouts;

    [[nodiscard]] bool is_for(std::string_view procedure) const;
    /// In force on the day on which the case was received; null when there is none.
    [[nodiscard]] const form_version* version_on(local_date day) const;
};

/// All forms of a rule set; none for a rule set of before. Throws events::fault `rules-bad-data`,
/// also for a {{name}} that no value has.
[[nodiscard]] std::vector<form> read_forms(const rule_files& files);
[[nodiscard]] const form* find_form(const std::vector<form>& all, std::string_view id);

} // namespace engine

template <> struct events::enum_names<engine::paper_size> {
    static constexpr std::array<std::string_view, 2> names{"a4", "a5"};
};
template <> struct events::enum_names<engine::letter_recipient> {
    static constexpr std::array<std::string_view, 3> names{"petitioner", "respondent", "agency"};
};
template <> struct events::enum_names<engine::form_phase> {
    static constexpr std::array<std::string_view, 3> names{"any", "before_decision",
                                                           "after_decision"};
};
template <> struct events::enum_names<engine::text_align> {
    static constexpr std::array<std::string_view, 4> names{"left", "center", "right", "justify"};
};
template <> struct events::enum_names<engine::text_style> {
    static constexpr std::array<std::string_view, 3> names{"regular", "bold", "italic"};
};
template <> struct events::enum_names<engine::block_kind> {
    static constexpr std::array<std::string_view, 6> names{"title", "addressee",  "paragraph",
                                                           "table", "signatures", "closing"};
};

template <> struct events::enum_names<engine::letter_sender> {
    static constexpr std::array<std::string_view, 2> names{"office", "agency_above"};
};
