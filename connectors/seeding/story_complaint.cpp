#include "connectors/seeding/story_petition.hpp"

#include <array>

/// Complaints: Luật Thi hành án dân sự 2008, chapter VI.
namespace connectors::seeding {
namespace {

using engine::outcome;
using events::complaint_kind;
using events::finding;
using events::role;

constexpr std::array complaint_kinds{
    complaint_kind::coercive_measure, complaint_kind::after_measure,
    complaint_kind::before_measure,   complaint_kind::coercive_measure,
    complaint_kind::account_freeze,   complaint_kind::other_security_measure};

bool ends_at_once(complaint_kind kind) {
    return kind == complaint_kind::account_freeze || kind == complaint_kind::other_security_measure;
}

/// How many working days the law gives, about.
double days_to_resolve(complaint_kind kind, events::instance level) {
    if (ends_at_once(kind)) {
        return 5;
    }
    const bool long_one = kind == complaint_kind::coercive_measure;
    return level == events::instance::first ? (long_one ? 20 : 10) : (long_one ? 30 : 20);
}

/// What becomes of a complaint that is not docketed; nothing when it is to be.
story sorted_out(matter& m, goes_on& next) {
    next = goes_on::no;
    if (m.takes("complaint: withdrawn early", 0.03)) {
        m.take(role::counter_officer, engine::withdraw_request{});
    } else if (m.takes("complaint: declined", 0.07)) {
        m.take(role::head, engine::decline_petition{});
        m.on(m.ground_for({outcome::refuse_no_right, outcome::refuse_time_barred}));
    } else if (m.takes("complaint: transferred", 0.06)) {
        m.take(role::head, engine::transfer_petition{competent_instead_of(m.office)});
        m.on(m.ground_for({outcome::transfer}));
    } else if (m.takes("complaint: guided", 0.06)) {
        m.take(role::counter_officer, engine::guide_petitioner{});
        m.on(m.ground_for({outcome::guide_once}));
    } else if (m.takes("complaint: filed away", 0.04)) {
        m.take(role::head, engine::file_away{});
        m.on(m.ground_for({outcome::file_away}));
    } else {
        next = goes_on::yes;
    }
    co_return;
}

story clarified(matter& m) {
    if (m.takes("complaint: split", 0.04)) {
        m.take(role::counter_officer,
               engine::split_petition{m.luck.share() < 0.5 ? "denunciation" : "proposal"});
        m.on("mixed_content");
        co_await m.minutes(20, 200);
    }
    if (m.takes("complaint: supplement", 0.08)) {
        m.take(role::counter_officer, engine::request_supplement{{"application"}});
        co_await m.days(0.6, 5);
        m.take(role::counter_officer, engine::receive_supplement{});
        co_await m.days(0.2, 1);
    }
}

/// Explanation, verification, dialogue; or none of them.
story looked_into(matter& m, events::instant until) {
    if (m.takes("complaint: explanation", 0.35)) {
        co_await m.days(0.3, 1.5);
        const bool lower = m.luck.share() < 0.3;
        m.take(role::head, engine::request_explanation{lower ? "lower_agency" : "officer"});
        co_await m.minutes(20, 200);
        m.take(role::clerk,
               engine::notify_party{lower ? "electronic" : "direct", events::office_date(m.now),
                                    events::notified_matter::explanation_request});
        co_await m.days(0.4, lower ? 4 : 1.8);
        m.take(role::examiner, engine::receive_explanation{});
    } else if (m.takes("complaint: verification", 0.7)) {
        co_await m.days(0.3, 2);
        m.take(role::examiner, engine::begin_verification{});
    } else {
        co_return;
    }
    if (m.takes("complaint: dialogue", 0.35)) {
        co_await m.at(m.in.hours.open_at(m.now + (until - m.now) * 2 / 3));
        if (m.now < until) {
            m.take(role::head, engine::hold_dialogue{events::office_date(m.now)});
            m.note("Đối thoại giữa người khiếu nại và người bị khiếu nại, có lập biên bản.");
        }
    }
}

/// From docketing to the resolution.
story resolved(matter& m, complaint_kind kind, events::instance level, goes_on& next) {
    m.take(role::head, engine::docket_complaint{});
    const double given = days_to_resolve(kind, level);
    auto until = m.days_after(m.now, given * m.luck.between(0.55, 0.85));
    next = goes_on::no;
    if (m.takes("complaint: terminated", 0.015)) {
        co_await m.days(1, 3);
        m.take(role::head, engine::terminate_case{"person_died"});
        m.on(m.ground_for({outcome::terminated}));
        co_return;
    }
    if (m.takes("complaint: withdrawn", 0.06)) {
        co_await m.days(1, 4);
        co_await withdrawn_and_terminated(m, "");
        co_return;
    }
    co_await looked_into(m, until);
    if (m.takes("complaint: act paused", 0.06)) {
        m.take(role::head, engine::pause_disputed_act{events::paused_matter::disputed_act});
        m.on(m.ground_for({outcome::suspended}));
    }
    if (given > 5 && m.takes("complaint: extended", 0.09)) {
        co_await m.at(m.in.hours.open_at(until - std::chrono::days{1}));
        m.take(role::head, engine::extend_period{"resolve", 15, "complex_case"});
        until = m.days_after(until, 6);
    } else if (m.takes("complaint: late", 0.08)) {
        until = m.days_after(until, given * 0.55 + 1);
    }
    co_await m.at(until);
    const auto result = found_of_petition(m);
    m.take(role::head,
           engine::resolve_complaint{result, result == finding::wrong ? "keep" : "amend"});
    co_await m.days(0.3, 2.4);
    m.take(role::clerk, engine::send_resolution{});
    next = goes_on::yes;
}

} // namespace

story complaint(matter& m) {
    m.is_about("complaint");
    const auto way = way_of_petition(m);
    ++m.in.by_channel[way];
    const auto kind = m.luck.one_of(complaint_kinds);
    const bool against_head = m.takes("complaint: against head", 0.08);
    m.take(role::counter_officer, engine::receive_complaint{way, kind, against_head});
    m.seal_person("complainant");
    m.seal_other("respondent", invent_person(m.luck, m.office));
    co_await m.days(0.2, 2);
    if (against_head) {
        m.take(role::head, engine::transfer_petition{competent_instead_of(m.office)});
        co_return;
    }
    co_await clarified(m);
    auto next = goes_on::yes;
    co_await sorted_out(m, next);
    if (next == goes_on::no) {
        co_return;
    }
    const bool late = m.takes("complaint: docketed late", 0.05);
    co_await m.days(late ? 4 : 0.3, late ? 7 : 2.4);
    co_await resolved(m, kind, events::instance::first, next);
    if (next == goes_on::no) {
        co_return;
    }
    if (ends_at_once(kind) || m.office.parent.empty() ||
        !m.takes("complaint: second instance", 0.22)) {
        co_await m.days(11, 14);
        m.take(role::examiner, engine::close_case{});
        co_return;
    }
    co_await m.days(2, 9);
    m.take(role::counter_officer, engine::lodge_second_complaint{});
    m.goes_up(m.office.parent);
    co_await m.days(0.5, 4);
    co_await resolved(m, kind, events::instance::second, next);
    if (next == goes_on::no) {
        co_return;
    }
    co_await m.days(1, 8);
    m.take(role::head, engine::publish_resolution{});
    co_await m.days(1, 4);
    m.take(role::examiner, engine::close_case{});
}

} // namespace connectors::seeding
