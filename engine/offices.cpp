#include "engine/offices.hpp"

#include "engine/case_code.hpp"
#include "engine/json_cursor.hpp"

#include <algorithm>

namespace engine {
namespace {

office_email read_email(const json_cursor& at) {
    at.only({"address", "source", "tag"});
    office_email email{at.at("address").text(), read_provenance(at)};
    if (email.from.tag != confidence::verbatim) {
        at.at("tag").fail("an address that may be written to must have been read (V)");
    }
    return email;
}

agency_code read_agency(const json_cursor& at) {
    at.only({"code", "source", "tag"});
    agency_code agency{at.at("code").text(), read_provenance(at)};
    if (!is_agency_code(agency.code)) {
        at.at("code").fail("an agency code looks like 000.09.64.G15");
    }
    return agency;
}

void read_end(const json_cursor& at, office& into) {
    into.valid_to = at.date_if("valid_to");
    const auto ended_by = at.find("ended_by");
    if (into.valid_to.has_value() != ended_by.has_value()) {
        at.fail("`valid_to` and `ended_by` go together");
    }
    if (into.valid_to && *into.valid_to < into.valid_from) {
        at.at("valid_to").fail("ends before it begins");
    }
    if (ended_by) {
        ended_by->only({"source", "tag"});
        into.ended_by = read_provenance(*ended_by);
    }
}

/// What holds for some time: one at a time, in the order of time.
template <class Item>
std::vector<Item> read_times(const json_cursor& at, std::string_view key,
                             Item (*read)(const json_cursor&)) {
    std::vector<Item> all;
    const auto list = at.find(key);
    if (!list) {
        return all;
    }
    for (const auto& item : list->items()) {
        auto one = read(item);
        one.valid_from = item.at("valid_from").date();
        one.valid_to = item.date_if("valid_to");
        one.from = read_provenance(item);
        if (one.valid_to && *one.valid_to < one.valid_from) {
            item.at("valid_to").fail("ends before it begins");
        }
        if (!all.empty() && (!all.back().valid_to || one.valid_from <= *all.back().valid_to)) {
            item.at("valid_from").fail("one follows the other in time and they do not overlap");
        }
        all.push_back(std::move(one));
    }
    return all;
}

office_phone read_phone(const json_cursor& at) {
    at.only({"phone", "valid_from", "valid_to", "source", "tag"});
    return {at.at("phone").text(), {}, {}, {}};
}

office_signer read_signer(const json_cursor& at) {
    at.only({"name", "title", "valid_from", "valid_to", "source", "tag"});
    return {at.at("name").text(), at.at("title").text(), {}, {}, {}};
}

office_name read_name(const json_cursor& at) {
    at.only({"name", "sign", "valid_from", "valid_to", "source", "tag"});
    return {at.at("name").text(), at.at("sign").text(), {}, {}, {}};
}

template <class Item> const Item* one_on(const std::vector<Item>& all, local_date day) {
    const auto found = std::ranges::find_if(all, [&](const Item& one) {
        return day >= one.valid_from && (!one.valid_to || day <= *one.valid_to);
    });
    return found == all.end() ? nullptr : &*found;
}

office read_office(const json_cursor& at) {
    at.only({"key", "name", "names", "province", "level", "parent", "email", "phones", "signers",
             "agency_code", "valid_from", "valid_to", "ended_by", "successor", "source", "tag",
             "note"});
    office each;
    each.key = events::office_code(at.at("key").text());
    each.name = at.at("name").text();
    each.names = read_times(at, "names", &read_name);
    each.province = at.at("province").text();
    each.level = at.at("level").name<office_level>();
    each.parent = events::office_code(at.text_or("parent", ""));
    if ((each.level == office_level::provincial) != each.parent.empty()) {
        at.fail("an office has a parent unless it is provincial");
    }
    if (const auto email = at.find("email")) {
        each.email = read_email(*email);
    }
    each.phones = read_times(at, "phones", &read_phone);
    each.signers = read_times(at, "signers", &read_signer);
    each.agency = read_agency(at.at("agency_code"));
    each.valid_from = at.at("valid_from").date();
    read_end(at, each);
    if (const auto next = at.find("successor")) {
        next->only({"key", "source", "tag"});
        each.successor =
            office_successor{events::office_code(next->at("key").text()), read_provenance(*next)};
    }
    each.from = read_provenance(at);
    each.note = at.text_or("note", "");
    return each;
}

void check_against(const json_cursor& at, const office& each, std::span<const office> all) {
    if (std::ranges::count(all, each.key, &office::key) != 1) {
        at.at("key").fail("`" + each.key.str() + "` is named twice");
    }
    if (std::ranges::count(all, each.agency.code,
                           [](const office& other) { return other.agency.code; }) != 1) {
        at.at("agency_code").fail("`" + each.agency.code + "` is used twice");
    }
    if (!each.parent.empty() && find_office(all, each.parent) == nullptr) {
        at.at("parent").fail("there is no office `" + each.parent.str() + "`");
    }
    if (each.successor) {
        const auto* next = find_office(all, each.successor->key);
        if (!each.valid_to || next == nullptr ||
            !next->exists_on(std::chrono::sys_days{*each.valid_to} + std::chrono::days{1})) {
            at.at("successor")
                .fail("an office that ends is followed by one that exists on the day after");
        }
    }
}

} // namespace

const office* find_office(std::span<const office> all, const events::office_code& key) {
    const auto found = std::ranges::find(all, key, &office::key);
    return found == all.end() ? nullptr : &*found;
}

const office_phone* office::phone_on(local_date day) const { return one_on(phones, day); }

const office_signer* office::signer_on(local_date day) const { return one_on(signers, day); }

const office_name* office::later_name_on(local_date day) const {
    const auto* later = one_on(names, day);
    return later != nullptr && later->from.may_be_default() ? later : nullptr;
}

const std::string& office::name_on(local_date day) const {
    const auto* later = later_name_on(day);
    return later == nullptr ? name : later->name;
}

std::string office::sign_on(local_date day) const {
    const auto* later = later_name_on(day);
    return later != nullptr                    ? later->sign
           : level == office_level::provincial ? "CTHADS"
                                               : "CCTHADS";
}

std::string_view office::head_on(local_date day) const {
    const auto& called = name_on(day);
    return called.starts_with("Chi cục") ? "Chi cục trưởng"
           : called.starts_with("Cục")   ? "Cục trưởng"
                                         : "Thủ trưởng";
}

std::vector<const office*> branches_of(std::span<const office> all,
                                       const events::office_code& parent) {
    std::vector<const office*> found;
    for (const office& each : all) {
        if (each.parent == parent && !parent.empty()) {
            found.push_back(&each);
        }
    }
    return found;
}

std::vector<office> read_offices(std::string_view json_text, std::string_view file) {
    const auto json = parse_rules_json(json_text, file);
    const json_cursor root{json, std::string(file)};
    root.only({"$schema", "key_source", "offices"});
    root.at("key_source").only({"source", "tag"});
    (void)read_provenance(root.at("key_source"));
    const auto places = root.at("offices").items();
    std::vector<office> all;
    all.reserve(places.size());
    for (const auto& at : places) {
        all.push_back(read_office(at));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        check_against(places[i], all[i], all);
    }
    return all;
}

} // namespace engine
