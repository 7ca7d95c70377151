#include "tests/support/desk.hpp"

#include "engine/law.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace testing_support {

events::instant office_time(std::string_view text) {
    const std::string iso =
        std::string{text.substr(0, 10)} + "T" + std::string{text.substr(11)} + ":00+07:00";
    const auto at = events::instant_from_text(iso);
    EXPECT_TRUE(at) << text;
    return at.value_or(events::instant{});
}

desk::desk(std::string_view opens_at) : now_(office_time(opens_at)) {}

desk& desk::at(std::string_view office_time_text) {
    now_ = office_time(office_time_text);
    return *this;
}

desk& desk::by(std::string_view officer) {
    officer_ = events::officer_id{officer};
    return *this;
}

desk& desk::as(events::role role) {
    role_ = role;
    return *this;
}

desk& desk::on_grounds(std::vector<std::string> codes) {
    grounds_ = std::move(codes);
    return *this;
}

engine::command desk::command_of(engine::command_detail what) const {
    engine::command out;
    out.id = events::command_id{events::uuid_of("command " + std::to_string(commands_))};
    out.office = events::office_code{"96"};
    out.subject = id_;
    out.actor = officer_;
    const auto& may = engine::roles_of(engine::name_of(what));
    const bool heads = officer_.str() == "head" && std::ranges::count(may, events::role::head) > 0;
    out.acting_as = role_.value_or(heads ? events::role::head : may.front());
    out.grounds = grounds_;
    out.detail = std::move(what);
    return out;
}

engine::decision_context desk::context() const {
    return {.now = now_,
            .rules = engine::default_rule_set(),
            .numbers = *this,
            .id = events::event_id{events::uuid_of("event " + std::to_string(commands_))}};
}

std::uint64_t desk::next(const std::string& counter) const {
    const auto found = folded_.counters().find(counter);
    return found == folded_.counters().end() ? 1 : found->second + 1;
}

const engine::case_state& desk::state() const {
    static const engine::case_state nothing;
    const auto found = folded_.cases().find(id_);
    return found == folded_.cases().end() ? nothing : found->second;
}

engine::decided<events::event> desk::tries(engine::command_detail what) {
    ++commands_;
    auto outcome = engine::decide(state(), command_of(std::move(what)), context());
    if (!outcome) {
        return outcome;
    }
    const std::string bytes = events::encode(*outcome);
    events::fast_decoder decoder;
    id_ = outcome->about.subject;
    const auto verdict = engine::fold_record(folded_, decoder, 1, {{0}, next_++}, bytes);
    EXPECT_EQ(events::name_of(verdict), "counts") << bytes;
    told_.push_back(*outcome);
    return outcome;
}

desk& desk::does(engine::command_detail what) {
    const std::string name{engine::name_of(what)};
    const auto outcome = tries(std::move(what));
    if (!outcome) {
        ADD_FAILURE() << name << " was refused in status " << events::name_of(state().at) << ": "
                      << events::name_of(outcome.error().code) << " " << outcome.error().rule << " "
                      << outcome.error().en;
    }
    grounds_.clear();
    role_.reset();
    return *this;
}

engine::rejection desk::refuses(engine::command_detail what) {
    const std::string name{engine::name_of(what)};
    const auto outcome = tries(std::move(what));
    grounds_.clear();
    role_.reset();
    if (outcome) {
        ADD_FAILURE() << name << " must be refused";
        return {};
    }
    return outcome.error();
}

std::vector<std::string> all_papers(std::string_view procedure, events::local_date on) {
    std::vector<std::string> out;
    const auto* known = engine::default_rule_set().find(procedure);
    EXPECT_NE(known, nullptr) << procedure;
    for (const auto* paper : engine::papers_required(*known, on)) {
        out.push_back(paper->id);
    }
    return out;
}

engine::receive_request filed_at_counter(std::string_view procedure) {
    engine::receive_request filing;
    filing.procedure = procedure;
    filing.received_by = events::channel::counter;
    return filing;
}

void accept_complete(desk& d, engine::accept_dossier acceptance) {
    const auto& rules = engine::default_rule_set();
    const auto& state = d.state();
    engine::circumstances told;
    if (engine::law::wants_ground(rules, state, {}, d.now())) {
        for (const auto* one : engine::law::grounds_in(rules, state, d.now())) {
            if (engine::law::answers_request(one->leads_to)) {
                told["ground"] = one->code;
                d.on_grounds({one->code});
                break;
            }
        }
    }
    for (const auto* paper :
         engine::papers_required(*rules.find(state.procedure), state.law_of(), told)) {
        acceptance.papers.push_back(paper->id);
    }
    d.does(acceptance);
}

desk an_accepted_dossier(std::string_view procedure) {
    desk d;
    d.does(filed_at_counter(procedure));
    accept_complete(d);
    return d;
}

engine::solve_at_once granted_on_the_spot() {
    return {.outcome = events::decision_outcome::grant, .papers = {"application"}};
}

} // namespace testing_support
