#include "connectors/duties/letter_words.hpp"

#include "connectors/mail/official_words.hpp"
#include "connectors/stated_words.hpp"
#include "engine/deadline_math.hpp"
#include "engine/law.hpp"

#include <fmt/format.h>

namespace connectors {
namespace {

/// `Chi cục trưởng Chi cục Thi hành án dân sự …`.
std::string head_of(const engine::office& office, events::local_date day) {
    return fmt::format("{} {}", office.head_on(day), office.name_on(day));
}

} // namespace

std::string procedure_name(const engine::rule_set& rules, const std::string& procedure) {
    const auto* known = rules.find(procedure);
    if (known == nullptr) {
        return "yêu cầu về thi hành án dân sự";
    }
    auto name = known->name.vi;
    if (name.starts_with("Đ")) {
        return "đ" + name.substr(std::string_view{"Đ"}.size());
    }
    if (name.front() >= 'A' && name.front() <= 'Z') {
        name.front() = static_cast<char>(name.front() - 'A' + 'a');
    }
    return name;
}

std::string full_sentence(std::string text) {
    return text.empty() || text.ends_with('.') ? text : text + ".";
}

std::string grounds_text(const engine::rule_set& rules, const engine::case_state& state,
                         const events::event& what) {
    const auto* known = rules.find(state.procedure);
    const auto days = engine::law::days_of(state, what.about.time);
    std::string out;
    for (const auto& code : what.common.grounds) {
        const auto* ground = known == nullptr ? nullptr : engine::find_ground(*known, code, days);
        out += (out.empty() ? "" : "; ") + (ground == nullptr ? code : ground->text);
    }
    return full_sentence(std::move(out));
}

std::string stated_reason(const events::payload& what, const std::string& words) {
    if (std::holds_alternative<events::request_withdrawn>(what)) {
        return "người nộp hồ sơ rút yêu cầu.";
    }
    return std::visit(
        [&](const auto& detail) -> std::string {
            if constexpr (requires { detail.reason; }) {
                return reason_text(detail.reason, words, language::vietnamese);
            } else {
                return {};
            }
        },
        what);
}

std::string reason_of(const engine::rule_set& rules, const engine::case_state& state,
                      const events::event& check, std::string usual) {
    auto out = grounds_text(rules, state, check);
    return out.empty() ? std::move(usual) : out;
}

std::string due_text(const engine::rule_set& rules, const engine::case_state& state,
                     const events::event& what) {
    const auto* extended = std::get_if<events::period_extended>(&what.detail);
    const auto* open = state.open_deadline(extended == nullptr ? "resolve" : extended->deadline);
    if (open == nullptr) {
        for (const auto& one : state.deadlines) {
            const bool earlier = open == nullptr || one.due < open->due;
            const bool decides =
                engine::law::meets(rules, state.procedure, one.id, engine::fact::decided);
            open = one.open() && earlier && decides ? &one : open;
        }
    }
    return open == nullptr ? std::string{} : official_date(engine::last_day_of(open->due));
}

std::string paper_names(const engine::rule_set& rules, const std::string& procedure,
                        const std::vector<std::string>& ids) {
    const auto* known = rules.find(procedure);
    std::vector<std::string> names;
    for (const auto& id : ids) {
        std::string shown = id;
        if (known != nullptr) {
            for (const auto& paper : known->papers) {
                shown = paper.id == id ? paper.name.vi : shown;
            }
        }
        names.push_back(std::move(shown));
    }
    return listed(names);
}

std::string competent_persons(const engine::rule_set& rules, mail_template which,
                              const events::office_code& competent, events::local_date day) {
    const auto* office = rules.office_in_charge(competent, day);
    const auto* above =
        office == nullptr || office->parent.empty() ? nullptr : rules.find_office(office->parent);
    const auto here = office == nullptr ? "Thủ trưởng cơ quan thi hành án dân sự quản lý người đó"
                                        : head_of(*office, day);
    // The law names the highest office by what it is: its name changed several times.
    const auto next = above != nullptr ? head_of(*above, day)
                      : office != nullptr
                          ? "Thủ trưởng cơ quan quản lý thi hành án dân sự thuộc Bộ Tư pháp"
                          : "Thủ trưởng cơ quan cấp trên trực tiếp";
    const auto of_head = office == nullptr ? "Thủ trưởng cơ quan đó" : here;
    if (which == mail_template::guidance_denunciation) {
        return fmt::format("{}, nếu người bị tố cáo là chấp hành viên, công chức khác của cơ quan; "
                           "{}, nếu người bị tố cáo là {}.",
                           here, next, of_head);
    }
    return fmt::format("{}, đối với quyết định, hành vi của chấp hành viên, công chức khác của cơ "
                       "quan; {}, đối với quyết định, hành vi của {} và đối với khiếu nại lần hai "
                       "về quyết định giải quyết của người này.",
                       here, next, of_head);
}

} // namespace connectors
