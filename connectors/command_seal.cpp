#include "connectors/command_json.hpp"
#include "connectors/command_keys.hpp"
#include "connectors/input_error.hpp"
#include "engine/clear_text.hpp"
#include "engine/watch_rules.hpp"
#include "events/json_write.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace connectors {
namespace {

using problems = std::vector<problem_item>;

/// An event is at most 64 KiB; this leaves room for all else that it says.
constexpr std::size_t sealed_bytes_max = 48U * 1024;

const events::sealed_box* box_of(const engine::case_state* known, std::string_view part) {
    if (known == nullptr) {
        return nullptr;
    }
    const auto found = std::find_if(known->persons.begin(), known->persons.end(),
                                    [&](const auto& box) { return box.part == part; });
    return found == known->persons.end() ? nullptr : &*found;
}

/// A function of the command, so that a repeated request finds the keys that the first one made.
events::person_id new_person(const engine::command& what, std::string_view suffix) {
    return events::person_id{events::uuid_of(fmt::format("person:{}:{}", what.id.str(), suffix))};
}

/// The case's own person of a part goes on under the same key; one who was erased does not.
std::optional<events::person_id> person_of_case(const engine::case_state* known,
                                                std::string_view part, const events::vault& keys) {
    const auto* box = box_of(known, part);
    return box != nullptr && keys.key(box->person) ? std::optional{box->person} : std::nullopt;
}

/// Whose key guards free text: the one whom the case is about; of a case that nobody filed, such as
/// a judgment from a court, whomever it names first. Never the court's, whom nobody erases.
/// `named`: the keys of `persons`, in their order.
events::person_id person_of_note(const engine::command& into,
                                 const std::vector<person_input>& persons,
                                 const std::vector<events::person_id>& named,
                                 const engine::case_state* known, const events::vault& keys) {
    for (const auto* part : {"denouncer", "complainant", "applicant"}) {
        if (auto person = person_of_case(known, part, keys)) {
            return *std::move(person);
        }
    }
    const auto first = std::ranges::find_if(
        persons, [](const auto& one) { return one.part != person_part::court; });
    if (first != persons.end()) {
        return named.at(static_cast<std::size_t>(first - persons.begin()));
    }
    if (known != nullptr) {
        const auto living = std::ranges::find_if(known->persons, [&](const auto& box) {
            return box.part != events::name_of(person_part::court) &&
                   keys.key(box.person).has_value();
        });
        if (living != known->persons.end()) {
            return living->person;
        }
    }
    return new_person(into, "note");
}

std::string as_text_object(std::string_view text) {
    return events::json_object{{"text", std::string{text}}}.dump();
}

/// Rules, roles and erasures are of no case, so there is no person under whose key words could lie.
bool belongs_to_a_case(const engine::command& what) {
    return std::visit([]<class C>(const C&) { return !engine::is_about_installation<C>; },
                      what.detail);
}

bool is_unstated(const std::string& reason) { return reason.empty(); }
bool is_unstated(const std::optional<std::string>& reason) { return !reason || reason->empty(); }

/// What is said in words is a reason stated: the log says so by a code.
void state_by_code(engine::command_detail& what) {
    std::visit(
        [](auto& detail) {
            if constexpr (requires { detail.reason; }) {
                if (is_unstated(detail.reason)) {
                    detail.reason = engine::stated_in_words;
                }
            }
        },
        what);
}

void add_words(engine::command& into, const events::person_id& person, std::string_view words,
               const events::vault& keys) {
    state_by_code(into.detail);
    into.sealed.push_back(events::seal(keys, person, events::words_part, as_text_object(words)));
}

std::string plain_text(const person_input& person) {
    auto object = events::json_of(person);
    object.erase("part");
    object.erase("id");
    return object.dump();
}

struct sealer {
    engine::command& into;
    const engine::case_state* known;
    events::vault& keys;
    problems wrong{};

    std::vector<events::person_id> persons_of(const std::vector<person_input>& named) {
        std::vector<events::person_id> out;
        for (std::size_t i = 0; i < named.size(); ++i) {
            const auto pointer = fmt::format("/persons/{}/id", i);
            const auto& one = named[i];
            if (one.id) {
                if (!keys.key(*one.id)) {
                    wrong.push_back(input_error(pointer, "is no person here"));
                }
                out.push_back(*one.id);
            } else {
                auto own = person_of_case(known, events::name_of(one.part), keys);
                out.push_back(own ? *std::move(own) : new_person(into, std::to_string(i)));
            }
        }
        return out;
    }

    void check_size() {
        std::size_t bytes = 0;
        for (const auto& box : into.sealed) {
            bytes += box.box.size();
        }
        if (bytes > sealed_bytes_max) {
            wrong.push_back(input_error("", "makes the event too large"));
        }
    }
};

} // namespace

std::vector<events::person_id> keys_needed(const engine::command& into, const common_input& from,
                                           const engine::case_state* known, events::vault& keys) {
    engine::command named; // the sealer writes to it only when it seals
    named.id = into.id;
    sealer with{named, known, keys};
    auto persons = with.persons_of(from.persons);
    if (from.text || (from.words && belongs_to_a_case(into))) {
        persons.push_back(person_of_note(into, from.persons, persons, known, keys));
    }
    return persons;
}

tl::expected<void, std::vector<problem_item>> seal_into(engine::command& into, common_input from,
                                                        const engine::case_state* known,
                                                        events::vault& keys) {
    into.documents = std::move(from.documents);
    into.grounds = std::move(from.grounds);
    into.happened = from.happened_at;
    into.expected_version = from.expected_version;
    sealer with{into, known, keys};
    auto persons = with.persons_of(from.persons);
    if (from.words && !belongs_to_a_case(into)) {
        with.wrong.push_back(input_error("/words", "belongs to a case"));
    }
    if (!with.wrong.empty()) {
        return tl::unexpected(std::move(with.wrong));
    }
    const std::size_t named = persons.size();
    if (from.text || from.words) {
        persons.push_back(person_of_note(into, from.persons, persons, known, keys));
    }
    if (!persons.empty()) {
        keys.ensure(persons);
    }
    for (std::size_t i = 0; i < named; ++i) {
        into.sealed.push_back(events::seal(keys, persons[i], events::name_of(from.persons[i].part),
                                           plain_text(from.persons[i])));
    }
    if (from.text) {
        into.sealed.push_back(
            events::seal(keys, persons.back(), events::note_part, as_text_object(*from.text)));
    }
    if (from.words) {
        add_words(into, persons.back(), *from.words, keys);
    }
    with.check_size();
    if (!with.wrong.empty()) {
        return tl::unexpected(std::move(with.wrong));
    }
    return {};
}

void seal_words(engine::command& into, std::string_view words, const engine::case_state* known,
                events::vault& keys) {
    const auto person = person_of_note(into, {}, {}, known, keys);
    keys.ensure({&person, 1});
    add_words(into, person, words, keys);
}

} // namespace connectors
