#include "connectors/seeding/story_dossier.hpp"

#include "engine/law.hpp"

#include <fmt/format.h>

/// The one-stop desk: QĐ 537/QĐ-TCTHADS.
namespace connectors::seeding {
namespace {

using engine::outcome;
using events::role;

/// The state as far as the law asks for it to compute what may be promised.
engine::case_state state_for_promise(const matter& m, const desk_file& f) {
    engine::case_state state;
    state.procedure = m.procedure;
    state.received_at = f.received;
    state.supplements = f.supplements;
    const auto begun =
        engine::law::periods_begun(m.in.rules, {.procedure = m.procedure,
                                                .what = engine::fact::request_received,
                                                .at = f.received,
                                                .days = events::office_date(f.received),
                                                .known = engine::law::known_of(state),
                                                .received_at = {}});
    if (begun) {
        for (const auto& one : *begun) {
            auto& period = state.deadlines.emplace_back();
            period.id = one.id;
            period.since = one.since;
            period.due = one.due;
            period.amount = one.amount;
            period.unit = one.unit;
        }
    }
    return state;
}

/// What the person asks on, where the papers hang on it; who is refused in the end claims it too.
std::string ground_claimed(const matter& m, const desk_file& f) {
    const bool asked = engine::papers_hang_on_ground(*m.in.rules.find(m.procedure),
                                                     events::office_date(f.received));
    const bool in_part = f.proposal == events::decision_outcome::grant_part;
    return asked ? ground_to_grant(m, in_part ? f.proposal : events::decision_outcome::grant) : "";
}

std::vector<std::string> papers_of(const matter& m, const desk_file& f,
                                   const std::string& ground = {}) {
    auto known = engine::law::known_of({});
    known["ground"] = ground;
    std::vector<std::string> out;
    for (const auto* paper : engine::papers_required(*m.in.rules.find(m.procedure),
                                                     events::office_date(f.received), known)) {
        out.push_back(paper->id);
    }
    return out;
}

/// The last weeks of July: people on leave, and dossiers that nobody took over.
bool in_the_summer_backlog(const matter& m, events::instant received) {
    using std::chrono::days;
    return received < m.in.end - days{11} && received > m.in.end - days{42};
}

desk_file new_file(matter& m) {
    desk_file f;
    f.received = m.now;
    f.late = m.takes("dossier: late", 0.06);
    f.forgotten = in_the_summer_backlog(m, m.now) && m.takes("dossier: forgotten", 0.13);
    f.proposal = m.takes("dossier: granted in part", 0.07) ? events::decision_outcome::grant_part
                 : m.takes("dossier: not granted", 0.04)   ? events::decision_outcome::refuse
                                                           : events::decision_outcome::grant;
    f.by = m.takes("result: by post", 0.17)     ? events::return_method::by_post
           : m.takes("result: by e-mail", 0.05) ? events::return_method::by_email
                                                : events::return_method::at_counter;
    return f;
}

/// Incomplete: once or twice the person must come again.
story supplemented(matter& m, desk_file& f, goes_on& next) {
    for (int visit = 1; visit <= 2; ++visit) {
        f.supplements = visit;
        const auto papers = papers_of(m, {.received = m.now});
        m.take(role::counter_officer,
               engine::request_supplement{{papers.empty() ? "application" : papers.back()}});
        m.on("incomplete");
        if (m.takes("supplement: gives up", 0.06)) {
            co_await m.days(3, 12);
            m.take(role::counter_officer, engine::withdraw_request{});
            m.note("Người yêu cầu xin rút hồ sơ vì chưa có đủ giấy tờ.");
            next = goes_on::no;
            co_return;
        }
        co_await m.days(0.6, 4.5);
        m.take(role::counter_officer, engine::receive_supplement{});
        co_await m.minutes(5, 30);
        if (visit == 1 && !m.takes("supplement: once more", 0.22)) {
            co_return;
        }
    }
}

/// What the desk finds when it looks at the papers. Goes on with a complete dossier only.
story looked_at(matter& m, desk_file& f, goes_on& next) {
    co_await m.minutes(3, 25);
    next = goes_on::no;
    if (m.takes("desk: another office", 0.02)) {
        const events::office_code competent{m.office.key.str() == "49" ? "96" : "49"};
        m.take(role::counter_officer, engine::refer_elsewhere{competent});
        m.on(m.ground_for({outcome::refuse_no_jurisdiction}));
        co_return;
    }
    if (m.procedure == "result_confirm" && m.takes("desk: confirmed at once", 0.12)) {
        m.take(role::counter_officer,
               engine::solve_at_once{.outcome = events::decision_outcome::grant,
                                     .papers = papers_of(m, f)});
        co_await m.minutes(10, 60);
        m.take(role::counter_officer, engine::close_case{});
        co_return;
    }
    next = goes_on::yes;
    if (m.takes("desk: incomplete", 0.15)) {
        co_await supplemented(m, f, next);
        if (next == goes_on::no) {
            co_return;
        }
    }
    const auto ground = ground_to_refuse(m);
    if (!ground.empty() && m.takes("desk: refused", 0.055)) {
        co_await m.days(0.5, 3);
        m.take(role::head, engine::refuse_request{});
        m.on(ground);
        next = goes_on::no;
    }
}

story accepted(matter& m, desk_file& f, goes_on& next) {
    const auto state = state_for_promise(m, f);
    const auto by_law = engine::law::default_promise(m.in.rules, state, m.now);
    f.promised = by_law.value_or(m.in.hours.on_working_day(m.now, 5, std::chrono::hours{16}));
    const auto ground = ground_claimed(m, f);
    m.take(role::counter_officer,
           engine::accept_dossier{by_law ? std::nullopt : std::optional{f.promised}, f.by,
                                  papers_of(m, f, ground)});
    m.on(ground);
    co_await m.minutes(10, 90);
    if (m.takes("accepted: withdrawn", 0.008)) {
        m.take(role::counter_officer, engine::withdraw_request{});
        next = goes_on::no;
        co_return;
    }
    m.take(role::counter_officer, engine::hand_over{m.officer_of(role::enforcement_officer)});
    if (f.forgotten && m.luck.share() < 0.3) {
        co_await m.never();
    }
    co_await m.days(0.1, 0.7);
    m.take(role::enforcement_officer, engine::begin_examination{});
}

story suspended(matter& m, goes_on& next) {
    m.take(role::enforcement_officer, engine::suspend_case{"awaiting_other_body"});
    m.note("Đã có công văn đề nghị Tòa án giải thích phần tuyên về lãi suất.");
    co_await m.days(4, 18);
    if (m.takes("suspended: terminated", 0.15)) {
        m.take(role::head, engine::terminate_case{"judgment_annulled"});
        m.say("Bản án bị hủy theo thủ tục giám đốc thẩm");
        next = goes_on::no;
        co_return;
    }
    m.take(role::enforcement_officer, engine::resume_case{});
    co_await m.days(0.3, 1);
}

/// From `received` on.
story dossier(matter& m) {
    auto f = new_file(m);
    auto next = goes_on::yes;
    co_await looked_at(m, f, next);
    if (next == goes_on::yes) {
        co_await accepted(m, f, next);
    }
    if (next == goes_on::no) {
        co_return;
    }
    if (m.procedure == "enf_request" && m.takes("examination: suspended", 0.03)) {
        co_await m.days(0.2, 1);
        co_await suspended(m, next);
    } else if (m.takes("examination: withdrawn", 0.015)) {
        co_await m.days(0.2, 1.5);
        m.take(role::enforcement_officer, engine::withdraw_request{});
        m.note("Các bên đã tự thỏa thuận xong.");
        next = goes_on::no;
    }
    while (next == goes_on::yes) {
        co_await decided(m, f);
        co_await carried_out(m, f, next);
        f.late = false;
    }
}

} // namespace

std::string ground_to_refuse(matter& m) {
    return m.ground_for({outcome::refuse_no_right, outcome::refuse_unrelated,
                         outcome::refuse_no_obligation, outcome::refuse_time_barred,
                         outcome::refuse_no_ground});
}

story filed(matter& m, std::string procedure, events::channel by) {
    m.is_about(procedure);
    ++m.in.by_channel[by];
    const auto year = static_cast<int>(events::office_date(m.now).year());
    const auto judgment = invented_judgment(m.luck, m.luck.share() < 0.4 ? year - 1 : year);
    m.take(role::counter_officer, engine::receive_request{procedure, by, std::nullopt, judgment});
    m.seal_person("applicant");
    if (procedure == "enf_request") {
        m.seal_other("debtor", invent_person(m.luck, m.office));
    }
    co_await dossier(m);
}

story at_the_desk(matter& m, std::string_view procedure) {
    auto by = events::channel::counter;
    if (procedure == "enf_request") {
        by = m.takes("desk: by post", 0.14)  ? events::channel::post
             : m.takes("desk: orally", 0.04) ? events::channel::oral
                                             : by;
    }
    co_await filed(m, std::string{procedure}, by);
}

} // namespace connectors::seeding
