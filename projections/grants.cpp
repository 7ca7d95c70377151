#include "projections/grants.hpp"

#include "projections/binary.hpp"
#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"
#include "projections/schema_text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace projections {
namespace {

/// What one stream said last of an officer, role and office.
struct grant_said {
    bool granted = false;
    bool descendants = false;
    events::instant at{};
    events::officer_id by;
    std::uint64_t partition = 0; ///< where in the log it was said
    std::uint64_t offset = 0;

    static constexpr auto fields() {
        return std::tuple{events::field{"granted", &grant_said::granted},
                          events::field{"descendants", &grant_said::descendants},
                          events::field{"at", &grant_said::at},
                          events::field{"by", &grant_said::by},
                          events::field{"partition", &grant_said::partition},
                          events::field{"offset", &grant_said::offset}};
    }
};

struct rules_said {
    std::string summary;
    events::instant at{};
    events::officer_id by;

    static constexpr auto fields() {
        return std::tuple{events::field{"summary", &rules_said::summary},
                          events::field{"at", &rules_said::at},
                          events::field{"by", &rules_said::by}};
    }
};

struct erasure_said {
    std::string ground;
    events::instant at{};

    static constexpr auto fields() {
        return std::tuple{events::field{"ground", &erasure_said::ground},
                          events::field{"at", &erasure_said::at}};
    }
};

struct put_said {
    const events::attributes& about;
    engine::log_position place;
    event_sink& into;

    void operator()(const auto&) const {}
    void operator()(const events::role_granted& e) const {
        put(e.officer, e.granted, e.at, true, e.descendants);
    }
    void operator()(const events::role_revoked& e) const {
        put(e.officer, e.revoked, e.at, false, false);
    }
    void operator()(const events::rules_published& e) const {
        into.put(table::rules, key{}.id(e.published).id(about.subject).number(about.sequence),
                 binary::encode(rules_said{e.summary, about.time, about.actor}));
    }
    void operator()(const events::person_erased& e) const {
        into.put(table::erased_persons, key{}.id(e.person).id(about.subject),
                 binary::encode(erasure_said{e.ground, about.time}));
    }

private:
    void put(const events::officer_id& officer, events::role role, const events::office_code& at,
             bool granted, bool descendants) const {
        key row;
        row.id(officer).byte(static_cast<std::uint8_t>(role)).text(at.str()).id(about.subject);
        into.put(table::grants, row,
                 binary::encode(grant_said{.granted = granted,
                                           .descendants = descendants,
                                           .at = about.time,
                                           .by = about.actor,
                                           .partition = place.partition.value,
                                           .offset = place.at}));
    }

public:
    put_said(const engine::placed_event& said, event_sink& sink)
        : about(said.what.about), place(said.place), into(sink) {}
};

/// Role grants, published rules and erased persons: what streams say that are not cases.
class grants_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "grants"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::grants, table::rules, table::erased_persons};
        return mine;
    }
    [[nodiscard]] std::string schema() const override {
        return schema_text<grant_said>() + schema_text<rules_said>() + schema_text<erasure_said>();
    }
    void apply(const engine::placed_event& event, const case_before&, const engine::case_state&,
               event_sink& into) const override {
        std::visit(put_said{event, into}, event.what.detail);
    }
};

/// Of two words in different partitions. At the same instant nobody knows their order, and the one
/// that takes away counts.
bool is_newer(const grant_said& one, const grant_said& than) {
    return one.at > than.at || (one.at == than.at && !one.granted);
}

/// Several streams may have spoken of one grant; the newest word counts. Within a partition the log
/// says which that is, whatever the clocks of the nodes that said them; only between partitions, of
/// each of which the last word matters, there is no other order than time.
std::vector<grant_row> read_grants(const snapshot& view, const std::string& prefix) {
    using subject = std::tuple<events::officer_id, std::uint8_t, std::string>;
    std::map<subject, std::map<std::uint64_t, grant_said>> last; // by partition
    const auto range = rows_with_prefix(table::grants, prefix);
    view.scan(range.where, range.from, range.to, [&](std::string_view row, std::string_view value) {
        key_reader parts{row};
        auto officer = parts.id<events::officer_id>();
        const auto role = parts.byte();
        auto& words = last[{std::move(officer), role, parts.text()}];
        auto said = binary::decode<grant_said>(value);
        const auto [known, first] = words.try_emplace(said.partition, said);
        if (!first && said.offset > known->second.offset) {
            known->second = std::move(said);
        }
        return true;
    });
    std::vector<grant_row> out;
    for (const auto& [where, words] : last) {
        const auto& said = std::ranges::max_element(words, [](const auto& older, const auto& one) {
                               return is_newer(one.second, older.second);
                           })->second;
        if (said.granted) {
            out.push_back({.officer = std::get<0>(where),
                           .granted = static_cast<events::role>(std::get<1>(where)),
                           .at = events::office_code{std::get<2>(where)},
                           .descendants = said.descendants,
                           .since = said.at,
                           .by = said.by});
        }
    }
    return out;
}

} // namespace

const projection& grants_projection() {
    static const grants_rows one;
    return one;
}

std::vector<grant_row> grants_of(const snapshot& view, const events::officer_id& officer) {
    return read_grants(view, key{}.id(officer).bytes());
}

std::vector<grant_row> all_grants(const snapshot& view) { return read_grants(view, {}); }

std::vector<published_rules> rules_published_so_far(const snapshot& view) {
    std::vector<published_rules> out;
    view.scan(table::rules, {}, {}, [&](std::string_view row, std::string_view value) {
        auto said = binary::decode<rules_said>(value);
        key_reader parts{row};
        auto rules = parts.id<events::rules_id>();
        out.push_back({std::move(rules), std::move(said.summary), said.at, std::move(said.by),
                       parts.id<events::case_id>()});
        return true;
    });
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.since < b.since; });
    return out;
}

std::optional<erased_person> erased(const snapshot& view, const events::person_id& person) {
    std::optional<erased_person> out;
    const auto range = rows_with_prefix(table::erased_persons, key{}.id(person).bytes());
    view.scan(range.where, range.from, range.to, [&](std::string_view, std::string_view value) {
        const auto said = binary::decode<erasure_said>(value);
        if (!out || said.at < out->at) {
            out = erased_person{person, said.ground, said.at};
        }
        return true;
    });
    return out;
}

} // namespace projections
