#include "connectors/seeding/matter.hpp"
#include "engine/law.hpp"

#include <fmt/format.h>

#include <array>

/// The one-stop desk: QĐ 537/QĐ-TCTHADS.
namespace connectors::seeding {
namespace {

using engine::outcome;
using events::role;

/// What the desk knows of a dossier beside its status.
struct file {
    events::instant received{};
    events::instant promised{};
    int supplements = 0;
    bool late = false;
    bool forgotten = false; ///< lies on a desk when the time that is told of ends
    events::decision_outcome proposal = events::decision_outcome::grant;
    events::return_method by = events::return_method::at_counter;
};

/// The state as far as the law asks for it to compute what may be promised.
engine::case_state state_for_promise(const matter& m, const file& f) {
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

std::vector<std::string> papers_of(const matter& m, const file& f) {
    std::vector<std::string> out;
    for (const auto* paper :
         engine::papers_required(*m.in.rules.find(m.procedure), events::office_date(f.received),
                                 engine::law::known_of({}))) {
        out.push_back(paper->id);
    }
    return out;
}

/// The last weeks of July: people on leave, and dossiers that nobody took over.
bool in_the_summer_backlog(const matter& m, events::instant received) {
    using std::chrono::days;
    return received < m.in.end - days{11} && received > m.in.end - days{42};
}

file new_file(matter& m) {
    file f;
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
story supplemented(matter& m, file& f, goes_on& next) {
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

/// A ground to refuse the matter itself; empty when the procedure knows none.
std::string ground_to_refuse(matter& m) {
    return m.ground_for({outcome::refuse_no_right, outcome::refuse_unrelated,
                         outcome::refuse_no_obligation, outcome::refuse_time_barred,
                         outcome::refuse_no_ground});
}

/// What the desk finds when it looks at the papers. Goes on with a complete dossier only.
story looked_at(matter& m, file& f, goes_on& next) {
    co_await m.minutes(3, 25);
    next = goes_on::no;
    if (m.takes("desk: another office", 0.02)) {
        const events::office_code competent{m.office.key.str() == "49" ? "96" : "49"};
        m.take(role::counter_officer, engine::refer_elsewhere{competent});
        m.on(m.ground_for({outcome::refuse_no_jurisdiction}));
        co_return;
    }
    if (m.procedure == "result_confirm" && m.takes("desk: confirmed at once", 0.12)) {
        m.take(role::counter_officer, engine::solve_at_once{events::decision_outcome::grant});
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

story accepted(matter& m, file& f, goes_on& next) {
    const auto state = state_for_promise(m, f);
    const auto by_law = engine::law::default_promise(m.in.rules, state, m.now);
    f.promised = by_law.value_or(m.in.hours.on_working_day(m.now, 5, std::chrono::hours{16}));
    m.take(role::counter_officer,
           engine::accept_dossier{by_law ? std::nullopt : std::optional{f.promised}, f.by,
                                  papers_of(m, f)});
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

/// Late: most people get an apology and a new date.
story excused(matter& m, file& f) {
    if (!m.takes("late: apology", 0.75)) {
        co_return;
    }
    co_await m.at(m.in.hours.after(f.promised - std::chrono::hours{7},
                                   std::chrono::minutes{m.luck.below(400)}));
    f.promised = m.in.hours.on_working_day(std::max(m.now, f.promised), 3 + m.luck.below(3),
                                           std::chrono::hours{16});
    m.take(role::counter_officer, engine::apologise{f.promised, "complex_case"});
    m.say("Hồ sơ phức tạp, cần xác minh thêm");
}

void drafted(matter& m, const file& f) {
    m.take(role::enforcement_officer, engine::submit_draft{f.proposal});
    if (f.proposal == events::decision_outcome::refuse) {
        m.on(ground_to_refuse(m));
    }
}

/// From `in_examination` until the decision is issued.
story decided(matter& m, file& f) {
    if (f.late) {
        co_await excused(m, f);
        co_await m.at(m.days_after(f.received, m.luck.between(5.3, 8)));
    } else {
        co_await m.at(m.days_after(f.received, m.luck.between(1, 2.6)));
    }
    co_await m.days(0.1, 0.8);
    if (f.forgotten && m.luck.share() < 0.7) {
        co_await m.never();
    }
    drafted(m, f);
    if (m.takes("draft: returned", 0.07)) {
        co_await m.days(0.1, 0.5);
        m.take(role::head, engine::return_draft{});
        m.note("Đề nghị bổ sung căn cứ pháp lý và sửa phần án phí.");
        co_await m.days(0.2, 0.7);
        drafted(m, f);
    }
    if (f.forgotten) {
        co_await m.never();
    }
    co_await m.days(0.1, 0.8);
    m.take(role::head, engine::sign_decision{});
    co_await m.days(0.05, 0.4);
    m.take(role::clerk, engine::issue_decision{});
}

bool is_told_to_the_party(const matter& m) {
    return m.procedure == "enf_request" || m.procedure == "officer_change";
}

/// Granted, so that the office enforces it.
bool is_enforced(const matter& m, const file& f) {
    return m.procedure == "enf_request" && f.proposal != events::decision_outcome::refuse;
}

/// The duties that an issued decision begins.
story followed_up(matter& m, const file& f) {
    if (is_enforced(m, f)) {
        co_await m.days(0.1, 0.6);
        m.take(role::head, engine::assign_officer{m.officer_of(role::enforcement_officer)});
    }
    if (is_told_to_the_party(m)) {
        const bool late = m.takes("notice: late", 0.04);
        co_await m.days(late ? 3.1 : 0.2, late ? 5 : 1.4);
        m.take(role::enforcement_officer,
               engine::notify_party{m.luck.share() < 0.7 ? "direct" : "registered_mail",
                                    events::office_date(m.now)});
    }
    if (is_enforced(m, f)) {
        const bool late = m.takes("enforcement file: late", 0.05);
        co_await m.days(late ? 2.2 : 0.1, late ? 4 : 0.6);
        m.take(role::enforcement_officer, engine::open_enforcement_file{});
    }
}

story returned(matter& m, file& f, goes_on& next) {
    if (f.by != events::return_method::at_counter) {
        co_await m.minutes(20, 240);
        m.take(f.by == events::return_method::by_post ? role::clerk : role::counter_officer,
               engine::send_result{f.by});
        co_await m.days(f.by == events::return_method::by_post ? 1.5 : 0.2, 4);
        m.take(role::counter_officer, engine::return_result{f.by});
        co_return;
    }
    if (m.takes("result: not collected", 0.05)) {
        co_await m.at(m.days_after(f.promised, m.luck.between(2, 6)));
        m.take(role::counter_officer, engine::record_not_collected{});
        if (m.takes("not collected: at last", 0.7)) {
            co_await m.days(3, 15);
        } else {
            next = goes_on::no;
            co_return;
        }
    } else if (m.takes("result: on the day", 0.6)) {
        const auto day = m.in.hours.on_working_day(f.promised, 0, std::chrono::hours{8});
        co_await m.at(m.in.hours.after(day, std::chrono::minutes{m.luck.below(430)}));
    } else {
        co_await m.days(0.1, 1.5);
    }
    m.take(role::counter_officer, engine::return_result{f.by});
}

/// From the issued decision to the end. Sometimes the office must take it back and begin anew.
story carried_out(matter& m, file& f, goes_on& next) {
    const bool at_once = m.takes("result: waited for", 0.25);
    if (at_once) {
        co_await m.minutes(5, 60);
        m.take(role::counter_officer, engine::return_result{events::return_method::at_counter});
    }
    co_await followed_up(m, f);
    if (m.takes("decision: withdrawn", 0.01)) {
        co_await m.days(0.5, 3);
        m.take(role::head, engine::withdraw_decision{});
        m.note("Thu hồi để ban hành lại do nhầm tên người phải thi hành án.");
        next = goes_on::yes;
        co_return;
    }
    next = goes_on::no;
    if (m.takes("decision: corrected", 0.02)) {
        co_await m.days(0.3, 2);
        m.take(role::clerk, engine::correct_decision{});
        m.note("Đính chính lỗi chính tả trong phần họ tên.");
    }
    if (!at_once) {
        auto collected = goes_on::yes;
        co_await returned(m, f, collected);
        if (collected == goes_on::no) {
            co_return;
        }
    }
    if (is_enforced(m, f) && m.takes("result: enforced further", 0.04)) {
        auto enforcement = goes_on::yes;
        co_await enforced(m, enforcement);
        if (enforcement == goes_on::no) {
            co_return;
        }
    }
    co_await m.days(0.3, 3);
    m.take(role::counter_officer, engine::close_case{});
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
