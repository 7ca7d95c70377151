#include "engine/forms/form.hpp"
#include "engine/forms/form_values.hpp"
#include "engine/forms/placeholders.hpp"
#include "engine/rule_row_read.hpp"
#include "events/codec.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

template <class Struct> bool has_value(std::string_view name) {
    Struct sample;
    bool found = false;
    events::for_each_field(sample, [&](std::string_view field, auto& member) {
        found = found || (field == name &&
                          std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>);
    });
    return found;
}

/// A text whose names are all values of `Struct`.
template <class Struct> std::string read_text(const json_cursor& at) {
    const auto text = at.text();
    each_placeholder(
        text, [](std::string_view) {},
        [&](std::string_view name) {
            if (!has_value<Struct>(name)) {
                at.fail(fmt::format("no value is named `{}`", name));
            }
        });
    return text;
}

template <class Struct> std::string read_text_if(const json_cursor& at, std::string_view key) {
    const auto found = at.find(key);
    return found ? read_text<Struct>(*found) : std::string{};
}

template <class Row> form_column read_column(const json_cursor& at) {
    at.only({"title", "value", "share", "align"});
    return {at.at("title").text(), read_text<Row>(at.at("value")), at.at("share").integer(),
            at.at("align").name<text_align>()};
}

void read_table(const json_cursor& at, form_block& into) {
    into.rows = at.at("rows").text();
    const auto blank = at.find("blank_rows");
    into.blank_rows = blank ? blank->integer() : 0;
    std::int64_t shares = 0;
    for (const auto& column : at.at("columns").items()) {
        if (into.rows == "papers") {
            into.columns.push_back(read_column<paper_line>(column));
        } else if (into.rows == "handovers") {
            into.columns.push_back(read_column<handover_line>(column));
        } else if (into.rows == "complaints") {
            into.columns.push_back(read_column<common_line>(column));
        } else {
            at.at("rows").fail("a table lists papers, handovers or complaints");
        }
        shares += into.columns.back().share;
    }
    if (shares != 100) {
        at.at("columns").fail(fmt::format("the shares are {} percent together", shares));
    }
}

form_signature read_signature(const json_cursor& at) {
    at.only({"title", "note", "name"});
    return {read_text_if<form_values>(at, "title"), read_text_if<form_values>(at, "note"),
            read_text_if<form_values>(at, "name")};
}

form_block read_block(const json_cursor& at) {
    at.only({"kind", "text", "align", "style", "indent", "when", "rows", "blank_rows", "columns",
             "signatures", "recipients"});
    form_block block;
    block.kind = at.at("kind").name<block_kind>();
    block.text = read_text_if<form_values>(at, "text");
    if (const auto style = at.find("style")) {
        block.style = style->name<text_style>();
    }
    const auto indent = at.find("indent");
    block.indent = indent && indent->boolean();
    const auto align = at.find("align");
    block.align = align          ? align->name<text_align>()
                  : block.indent ? text_align::justify
                                 : text_align::left;
    block.when = at.text_or("when", "");
    if (!block.when.empty() && !has_value<form_values>(block.when)) {
        at.at("when").fail("no value is named `" + block.when + "`");
    }
    switch (block.kind) {
    case block_kind::table:
        read_table(at, block);
        break;
    case block_kind::closing:
        for (const auto& item : at.at("recipients").items()) {
            block.recipients.push_back(read_text<form_values>(item));
        }
        [[fallthrough]];
    case block_kind::signatures:
        for (const auto& item : at.at("signatures").items()) {
            block.signatures.push_back(read_signature(item));
        }
        break;
    case block_kind::title:
    case block_kind::addressee:
    case block_kind::paragraph:
        (void)at.at("text").text();
        break;
    }
    return block;
}

form_layout read_layout(const json_cursor& at) {
    at.only({"paper", "header", "qr", "blocks"});
    form_layout layout;
    layout.paper = at.at("paper").name<paper_size>();
    const auto header = at.at("header");
    header.only({"above", "issuer", "number", "subject", "date"});
    layout.header = {
        read_text_if<form_values>(header, "above"), read_text<form_values>(header.at("issuer")),
        read_text_if<form_values>(header, "number"), read_text_if<form_values>(header, "subject"),
        read_text_if<form_values>(header, "date")};
    layout.qr = read_text_if<form_values>(at, "qr");
    for (const auto& item : at.at("blocks").items()) {
        layout.blocks.push_back(read_block(item));
    }
    return layout;
}

form_version read_version(const json_cursor& at) {
    at.only({"id", "layout", "valid_from", "valid_to", "source", "tag", "adopted", "note"});
    const auto from = read_provenance(at);
    const auto adopted = at.find("adopted");
    return {at.at("id").text(), at.at("layout").text(),
            validity{at.at("valid_from").date(), at.date_if("valid_to")},
            standing{from, adopted ? adopted->boolean() : from.may_be_default()}};
}

std::vector<std::string> read_words(const json_cursor& root, std::string_view key,
                                    const std::vector<std::string_view>& known) {
    std::vector<std::string> words;
    if (const auto list = root.find(key)) {
        for (const auto& item : list->items()) {
            words.push_back(item.text());
            if (!known.empty() && std::ranges::count(known, words.back()) == 0) {
                item.fail("no event is named `" + words.back() + "`");
            }
        }
    }
    return words;
}

/// A letter to others than the petitioner may not ask for anything of the petitioner's.
void keep_secret(const json_cursor& layout, const std::string& text) {
    each_placeholder(
        text, [](std::string_view) {},
        [&](std::string_view name) {
            for (const auto* secret : {"name", "identity", "address", "phone", "email"}) {
                if (name == secret) {
                    layout.fail(
                        fmt::format("a letter to others may not say the petitioner's `{}`", name));
                }
            }
        });
}

form read_form(const std::string& path, const std::string& text) {
    const auto json = parse_rules_json(text, path);
    const json_cursor root{json, path};
    root.only(
        {"$schema", "id", "name", "steps", "procedures", "phase", "letter", "versions", "layouts"});
    form made;
    made.id = root.at("id").text();
    if (path != "forms/" + made.id + ".json") {
        root.at("id").fail("the file must be named after the id `" + made.id + "`");
    }
    made.name = read_bilingual(root.at("name"));
    made.steps = read_words(root, "steps", events::event_names());
    made.procedures = read_words(root, "procedures", {});
    if (const auto phase = root.find("phase")) {
        made.phase = phase->name<form_phase>();
    }
    if (const auto letter = root.find("letter")) {
        letter->only({"kind", "to", "from"});
        made.letter = {letter->text_or("kind", ""), letter->at("to").name<letter_recipient>()};
        if (const auto from = letter->find("from")) {
            made.letter->from = from->name<letter_sender>();
        }
    }
    for (const auto& [key, layout] : root.at("layouts").members()) {
        made.layouts.emplace(key, read_layout(layout));
        if (made.letter && made.letter->to != letter_recipient::petitioner) {
            keep_secret(layout, json.at("layouts").at(key).dump());
        }
    }
    for (const auto& item : root.at("versions").items()) {
        auto version = read_version(item);
        if (!made.layouts.contains(version.layout)) {
            item.at("layout").fail("there is no layout `" + version.layout + "`");
        }
        for (const auto& other : made.versions) {
            if (!other.in_force.to || version.in_force.from <= *other.in_force.to) {
                item.at("valid_from").fail("versions follow each other in time and do not overlap");
            }
        }
        made.versions.push_back(std::move(version));
    }
    return made;
}

} // namespace

const form_version* form::version_on(local_date day) const {
    const auto found = std::ranges::find_if(
        versions, [&](const form_version& each) { return each.in_force.holds(day); });
    return found == versions.end() ? nullptr : &*found;
}

bool form::is_for(std::string_view procedure) const {
    return procedures.empty() || std::ranges::count(procedures, procedure) > 0;
}

std::vector<form> read_forms(const rule_files& files) {
    std::vector<form> all;
    for (const auto& [path, text] : files) {
        if (path.starts_with("forms/")) {
            all.push_back(read_form(path, text));
        }
    }
    return all;
}

const form* find_form(const std::vector<form>& all, std::string_view id) {
    const auto found = std::ranges::find(all, id, &form::id);
    return found == all.end() ? nullptr : &*found;
}

} // namespace engine
