#include "tests/support/offices_at_work.hpp"

#include "engine/evolve.hpp"
#include "engine/finality.hpp"
#include "events/codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace testing_support {
namespace {

using namespace events;
using events::status;
using std::chrono::milliseconds;

milliseconds of_days(double days) {
    return milliseconds{static_cast<std::int64_t>(days * 86'400'000.0)};
}

std::string year_of(instant at) { return std::to_string(static_cast<int>(office_date(at).year())); }

std::string day_text(instant at) {
    const auto day = office_date(at);
    return fmt::format("{:02}{:02}{:02}", static_cast<int>(day.year()) % 100,
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

const std::array<std::string, 5> procedures{"enf_request", "result_confirm", "officer_change",
                                            "coercion_cost_relief", "fee_relief"};

constexpr std::array numbered_offices{96,  964, 965, 966, 967, 968, 969, 970, 971, 972,
                                      49,  491, 492, 493, 494, 495, 496, 497, 498, 499,
                                      500, 501, 502, 503, 504, 505, 506, 507, 508};

} // namespace

offices_at_work::offices_at_work(options how)
    : how_(how), random_(how.seed), rules_(hex(sha256("rules of the simulated offices"))),
      now_(how.from), next_opening_(how.from) {
    for (std::size_t i = 0; i < how.offices; ++i) {
        offices_.emplace_back(std::to_string(
            static_cast<std::size_t>(numbered_offices.at(i % numbered_offices.size())) +
            1000 * (i / numbered_offices.size())));
    }
    for (std::uint32_t i = 0; i < 8 * how.offices; ++i) {
        officers_.emplace_back(uuid_of("officer " + std::to_string(i)));
    }
}

bool offices_at_work::chance(double share) {
    return static_cast<double>(random_() >> 11U) < share * static_cast<double>(1ULL << 53U);
}

std::uint64_t offices_at_work::below(std::uint64_t limit) { return random_() % limit; }

std::string offices_at_work::uuid() {
    std::array<std::uint8_t, 10> bytes{};
    for (auto& byte : bytes) {
        byte = static_cast<std::uint8_t>(random_());
    }
    return uuid_v7(now_.time_since_epoch().count(), bytes);
}

number_claim offices_at_work::claim(const std::string& counter) {
    const auto value = ++counters_[counter];
    return {counter, value, fmt::format("{}", value)};
}

incoming_mail offices_at_work::mail() {
    return {.sha256 = sha256(uuid()),
            .message_key = chance(0.95) ? hex(sha256(uuid())) : std::string{},
            .content_key = hex(sha256(uuid())),
            .findings = {},
            .reason = "no_reference"};
}

deadline_started offices_at_work::starts(const std::string& id, double days, role act_by) {
    return {.id = id,
            .since = now_,
            .due = now_ + of_days(days),
            .amount = static_cast<std::int64_t>(std::ceil(days)),
            .unit = "working_days",
            .act_by = act_by,
            .calendar = "2017.1",
            .source = "Luật THADS 2008 Điều 36.1"};
}

void offices_at_work::box(facts& into, const std::string& part) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < how_.box_bytes; ++i) {
        text.push_back(letters[below(64)]);
    }
    into.sealed.push_back({person_id{uuid()}, part, std::move(text)});
}

offices_at_work::move offices_at_work::filing(const engine::case_state& state) {
    move out{request_received{.procedure = state.procedure.empty() ? procedures.at(below(5))
                                                                   : state.procedure,
                              .received_by = chance(0.85) ? channel::counter : channel::post,
                              .request_date = office_date(now_),
                              .judgment = fmt::format("{}/2017/DS-ST", below(400))},
             status::received, 0.02};
    out.facts.follows = lifecycle::dossier;
    auto code = claim(fmt::format("code/{}/{}", state.office.str(), day_text(now_)));
    code.text =
        fmt::format("000.00.{}.G15-{}-{:04}", state.office.str(), day_text(now_), code.value);
    out.facts.numbers.push_back(std::move(code));
    out.facts.numbers.push_back(
        claim(fmt::format("register/{}/{}", state.office.str(), year_of(now_))));
    out.facts.deadlines_started.push_back(starts("decide", 7, role::head));
    box(out.facts, "applicant");
    return out;
}

offices_at_work::move offices_at_work::opening(engine::case_state& state) {
    const auto kind = below(100);
    move out;
    if (kind < 70) {
        out = filing(state);
    } else if (kind < 84) {
        out = {support_requested{chance(0.8) ? procedures.at(below(2)) : "", mail()},
               status::mail_received, 0.3};
        auto code = claim(fmt::format("support/{}/{}", state.office.str(), day_text(now_)));
        code.text = fmt::format("HT{}-{}-{:04}", state.office.str(), day_text(now_), code.value);
        out.facts.numbers.push_back(std::move(code));
        box(out.facts, "applicant");
    } else if (kind < 87) {
        out = {mail_set_aside{mail()}, status::awaiting_sorting, 0.4};
    } else if (kind < 90) {
        out = {mail_noted{mail_outcome::automatic, mail(), {}}, status::noted, 1};
    } else if (kind < 97) {
        out = {complaint_received{channel::post, complaint_kind::coercive_measure, instance::first,
                                  chance(0.1)},
               status::petition_received, 2};
        out.facts.follows = lifecycle::complaint;
        out.facts.deadlines_started.push_back(starts("docket", 7, role::head));
        box(out.facts, "complainant");
    } else {
        out = {denunciation_received{channel::post, false}, status::petition_received, 3};
        out.facts.follows = lifecycle::denunciation;
        out.facts.deadlines_started.push_back(starts("docket", 10, role::head));
        box(out.facts, "denouncer");
    }
    if (!out.facts.follows) {
        out.facts.follows = lifecycle::support;
    }
    return out;
}

offices_at_work::move offices_at_work::support_move(const engine::case_state& state) {
    switch (state.at) {
    case status::awaiting_sorting:
        if (chance(0.5)) {
            return {mail_sorted{procedures[0]}, status::mail_received, 0.1};
        }
        return {mail_dismissed{"advertising"}, status::support_closed, 1};
    case status::mail_received:
        if (state.procedure.empty()) {
            return {procedure_chosen{procedures.at(below(5))}, status::mail_received, 0.1};
        }
        return {
            mail_checked{chance(0.5) ? check_outcome::valid : check_outcome::incomplete, {}, {}},
            status::checked, 0.1};
    case status::checked:
        if (state.checked_as == check_outcome::valid) {
            return {appointment_confirmed{now_ + of_days(3), "counter"}, status::appointment_booked,
                    3};
        }
        return {guidance_sent{check_outcome::incomplete}, status::awaiting_reply, 4};
    case status::awaiting_reply:
        if (chance(0.6)) {
            return {reply_received{mail()}, status::mail_received, 0.2};
        }
        return {support_closed{"no_answer"}, status::support_closed, 1};
    case status::appointment_booked:
        if (chance(0.1)) {
            return {appointment_moved{now_ + of_days(2), "asked_by_person"},
                    status::appointment_booked, 2};
        }
        if (state.appointment_at && chance(0.15)) {
            return {appointment_missed{}, status::checked, 1};
        }
        return filing(state);
    default:
        return {support_closed{"done"}, status::support_closed, 1};
    }
}

offices_at_work::move offices_at_work::dossier_move(const engine::case_state& state) {
    switch (state.at) {
    case status::received: {
        const auto kind = below(100);
        if (kind < 15 && state.supplements < 2) {
            move out{supplement_requested{{"judgment"}}, status::awaiting_supplement, 4};
            out.facts.deadlines_paused.push_back("decide");
            return out;
        }
        if (kind < 20) {
            return {request_refused{}, status::refused, 1};
        }
        if (kind < 23) {
            return {referred_elsewhere{office_code{"491"}}, status::referred_elsewhere, 1};
        }
        if (kind < 28) {
            return {solved_at_once{decision_outcome::grant}, status::solved_at_once, 1};
        }
        move out{dossier_accepted{now_ + of_days(7), return_method::at_counter, {"request"}},
                 status::accepted, 0.1};
        out.facts.deadlines_started.push_back(starts("hand_over", 0.5, role::counter_officer));
        return out;
    }
    case status::awaiting_supplement: {
        if (chance(0.1)) {
            return {request_withdrawn{}, status::withdrawn, 1};
        }
        move out{supplement_received{}, status::received, 0.1};
        out.facts.deadlines_moved.push_back({"decide", now_ + of_days(6)});
        box(out.facts, "applicant");
        return out;
    }
    case status::accepted: {
        move out{dossier_handed_over{officers_.at(below(officers_.size()))}, status::handed_over,
                 0.2};
        out.facts.deadlines_met.push_back("hand_over");
        return out;
    }
    case status::handed_over:
        return {examination_begun{}, status::in_examination, 1.5};
    case status::in_examination:
        if (chance(0.04)) {
            move out{case_suspended{"court_explains"}, status::suspended, 5};
            out.facts.deadlines_paused.push_back("decide");
            return out;
        }
        if (chance(0.05)) {
            return {apology_issued{now_ + of_days(10), "many_dossiers"}, status::in_examination, 2};
        }
        return {draft_submitted{decision_outcome::grant}, status::awaiting_signature, 0.7};
    case status::suspended: {
        move out{case_resumed{}, status::in_examination, 1};
        out.facts.deadlines_moved.push_back({"decide", now_ + of_days(4)});
        return out;
    }
    case status::awaiting_signature:
        if (chance(0.1)) {
            return {draft_returned{}, status::in_examination, 0.5};
        }
        return {decision_signed{decision_outcome::grant}, status::signed_by_head, 0.3};
    case status::signed_by_head: {
        move out{decision_issued{office_date(now_)}, status::issued, 0.6};
        out.facts.numbers.push_back(
            claim(fmt::format("document/{}/{}", state.office.str(), year_of(now_))));
        out.facts.deadlines_met.push_back("decide");
        out.facts.deadlines_started.push_back(starts("notify", 3, role::enforcement_officer));
        out.facts.documents.push_back({sha256(uuid()), "decision", "application/pdf", 81234});
        return out;
    }
    case status::issued: {
        if (chance(0.3)) {
            return {enforcement_file_opened{}, status::issued, 0.3};
        }
        if (chance(0.1)) {
            return {result_not_collected{}, status::issued, 2};
        }
        const bool late = state.promised_at && now_ >= *state.promised_at;
        move out{
            result_returned{return_method::at_counter, late ? timeliness::late : timeliness::early},
            status::returned, 3};
        out.facts.deadlines_met.push_back("notify");
        return out;
    }
    case status::returned:
        if (chance(0.02)) {
            return {decision_withdrawn{}, status::in_examination, 1};
        }
        if (chance(0.02)) {
            return {decision_corrected{}, status::returned, 1};
        }
        return {case_closed{}, status::closed, 1};
    default:
        return {case_closed{}, status::closed, 1};
    }
}

offices_at_work::move offices_at_work::petition_move(const engine::case_state& state) {
    const bool complaint = state.follows == lifecycle::complaint;
    switch (state.at) {
    case status::petition_received: {
        if (chance(0.1)) {
            return {petition_declined{}, status::declined, 1};
        }
        move out;
        if (complaint) {
            out = {complaint_docketed{state.level}, status::docketed, 2};
        } else {
            out = {denunciation_accepted{}, status::petition_accepted, 3};
        }
        out.facts.deadlines_met.push_back("docket");
        out.facts.deadlines_started.push_back(starts("resolve", 30, role::head));
        return out;
    }
    case status::docketed:
        return {explanation_requested{"officer"}, status::awaiting_explanation, 5};
    case status::awaiting_explanation:
        return {explanation_received{}, status::verifying, 10};
    case status::petition_accepted:
        return {verification_begun{}, status::verifying, 20};
    case status::verifying: {
        move out;
        if (complaint) {
            out = {complaint_resolved{finding::wrong, "keep"}, status::resolved, 2};
        } else {
            out = {denunciation_concluded{finding::wrong}, status::concluded, 2};
        }
        out.facts.deadlines_met.push_back("resolve");
        return out;
    }
    case status::resolved:
        return {resolution_sent{}, status::resolution_sent, 10};
    case status::concluded:
        return {conclusion_sent{}, status::conclusion_sent, 10};
    case status::resolution_sent:
        if (state.level == instance::first && chance(0.2)) {
            return {second_complaint_received{}, status::petition_received, 5};
        }
        return {case_closed{}, status::closed, 1};
    default:
        return {case_closed{}, status::closed, 1};
    }
}

bool offices_at_work::add_alert(const engine::case_state& state, move& how) {
    for (const auto& one : state.alerts) {
        if (one.state == engine::alert_status::raised && chance(0.5)) {
            how = {alert_acknowledged{one.deadline, one.rung}, state.at, 0.2};
            return true;
        }
        if (one.state == engine::alert_status::acknowledged && chance(0.2)) {
            how = {alert_escalated{one.deadline, one.rung}, state.at, 0.5};
            return true;
        }
    }
    for (const auto& one : state.deadlines) {
        const bool known = std::any_of(state.alerts.begin(), state.alerts.end(),
                                       [&](const auto& a) { return a.deadline == one.id; });
        if (one.open() && !one.paused() && now_ >= one.due && !known && chance(0.8)) {
            how = {alert_raised{one.id, "overdue", one.due, one.act_by}, state.at, 0.1};
            return true;
        }
    }
    return false;
}

offices_at_work::move offices_at_work::next_move(const engine::case_state& state) {
    move out;
    if (add_alert(state, out)) {
        return out;
    }
    if (chance(0.05)) {
        out = {document_attached{}, state.at, 0.2};
        out.facts.documents.push_back({sha256(uuid()), "attachment", "application/pdf", 55555});
        return out;
    }
    switch (state.follows) {
    case lifecycle::support:
        return support_move(state);
    case lifecycle::dossier:
        return dossier_move(state);
    case lifecycle::complaint:
    case lifecycle::denunciation:
        return petition_move(state);
    }
    return support_move(state);
}

offices_at_work::record offices_at_work::emit(engine::case_state& state, move how) {
    auto& facts = how.facts;
    if (how.after != state.at) {
        facts.status_after = how.after;
    }
    const auto follows = facts.follows.value_or(state.follows);
    if (engine::is_final(follows, how.after)) {
        for (const auto& one : state.deadlines) {
            const auto& met = facts.deadlines_met;
            if (one.open() && std::find(met.begin(), met.end(), one.id) == met.end()) {
                facts.deadlines_lapsed.push_back(one.id);
            }
        }
    }
    event what;
    auto& about = what.about;
    about.id = event_id{uuid()};
    about.office = state.office;
    about.subject = state.id;
    about.time = now_;
    about.recorded = now_ + milliseconds{800};
    about.sequence = state.version + 1;
    about.prev = state.exists() ? std::optional{state.head} : std::nullopt;
    about.command = command_id{uuid()};
    about.actor = officers_.at(below(officers_.size()));
    about.acting_as = role::counter_officer;
    about.rules = rules_;
    what.common = std::move(facts);
    what.detail = std::move(how.what);
    auto bytes = encode(what);
    engine::evolve(state, what, sha256(bytes));
    const auto subject = state.id;
    if (engine::is_final(state.follows, state.at)) {
        cases_.erase(subject.str());
    } else {
        const auto wait = of_days(how.days * (0.2 + 1.6 * static_cast<double>(below(1000)) / 1000));
        turns_.push({now_ + std::max(wait, milliseconds{60'000}), subject});
    }
    return {partition_of(about.office, how_.partitions),
            {about.office, std::string{name_of(what.detail)}, std::move(bytes)}};
}

offices_at_work::record offices_at_work::open_case() {
    now_ = next_opening_;
    next_opening_ += milliseconds{static_cast<std::int64_t>(
        86'400'000.0 / how_.cases_a_day * (0.2 + 1.6 * static_cast<double>(below(1000)) / 1000))};
    ++opened_;
    const auto id = case_id{uuid_of("case " + uuid())};
    auto& state = cases_[id.str()];
    state.id = id;
    state.office = offices_.at(below(offices_.size()));
    return emit(state, opening(state));
}

offices_at_work::record offices_at_work::step() {
    if (turns_.empty() || next_opening_ <= turns_.top().at) {
        return open_case();
    }
    const auto due = turns_.top();
    turns_.pop();
    now_ = due.at;
    auto& state = cases_.at(due.subject.str());
    return emit(state, next_move(state));
}

offices_at_work::record offices_at_work::spoil(record like) {
    switch (below(4)) {
    case 0:
        return like; // the client sent it twice
    case 1:
        like.what.value = "not an event at all";
        return like;
    case 2:
        like.what.value = R"({"specversion":"1.0","type":"somebody.else"})";
        return like;
    default: { // another node decided on an older state
        auto other = decode(like.what.value);
        other.about.id = event_id{uuid()};
        other.about.command = command_id{uuid()};
        if (other.about.sequence == 1) {
            other.about.prev = sha256("never");
        }
        like.what.value = encode(other);
        return like;
    }
    }
}

offices_at_work::record offices_at_work::next() {
    if (pending_) {
        auto out = std::move(*pending_);
        pending_.reset();
        return out;
    }
    auto out = step();
    if (how_.chaos > 0 && chance(how_.chaos)) {
        pending_ = spoil(out);
    }
    return out;
}

void offices_at_work::write(events::log& to, std::size_t records) {
    std::map<partition_id, std::vector<log_record>> batches;
    const auto send = [&](partition_id partition, std::vector<log_record>& batch) {
        if (!batch.empty()) {
            const auto answer = append_and_wait(to, partition, std::exchange(batch, {}));
            if (answer.status != append_status::durable) {
                throw std::runtime_error("write the simulated offices: " + answer.problem);
            }
        }
    };
    for (std::size_t i = 0; i < records; ++i) {
        auto one = next();
        auto& batch = batches[one.partition];
        batch.push_back(std::move(one.what));
        if (batch.size() >= 500) {
            send(one.partition, batch);
        }
    }
    for (auto& [partition, batch] : batches) {
        send(partition, batch);
    }
}

} // namespace testing_support
