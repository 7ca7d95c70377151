#include "connectors/seeding/story_dossier.hpp"

#include <algorithm>

/// From the examination to the result: QĐ 537/QĐ-TCTHADS, Luật Thi hành án dân sự Điều 36, 39.
namespace connectors::seeding {
namespace {

using events::role;

/// Late: most people get an apology and a new date.
story excused(matter& m, desk_file& f) {
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

void drafted(matter& m, const desk_file& f) {
    m.take(role::enforcement_officer, engine::submit_draft{f.proposal});
    const auto ground = f.proposal == events::decision_outcome::refuse
                            ? ground_to_refuse(m)
                            : ground_to_grant(m, f.proposal);
    if (!ground.empty()) {
        m.on(ground);
    }
}

bool is_told_to_the_party(const matter& m) {
    return m.procedure == "enf_request" || m.procedure == "officer_change";
}

/// Granted, so that the office enforces it.
bool is_enforced(const matter& m, const desk_file& f) {
    return m.procedure == "enf_request" && f.proposal != events::decision_outcome::refuse;
}

/// That a decision which is enforced was corrected or withdrawn is told to the parties as well.
story told_of_the_change(matter& m, const desk_file& f) {
    if (is_enforced(m, f)) {
        co_await m.days(0.2, 1.4);
        m.take(role::enforcement_officer,
               engine::notify_party{"direct", events::office_date(m.now)});
    }
}

/// The duties that an issued decision begins.
story followed_up(matter& m, const desk_file& f) {
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

story returned(matter& m, desk_file& f, goes_on& next) {
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

} // namespace

std::string ground_to_grant(const matter& m, events::decision_outcome proposal) {
    const auto wanted = proposal == events::decision_outcome::grant ? engine::outcome::grant
                                                                    : engine::outcome::grant_part;
    std::string other;
    for (const auto* one :
         engine::grounds_on(*m.in.rules.find(m.procedure), events::office_date(m.now))) {
        if (one->leads_to == wanted) {
            return one->code;
        }
        const bool grants =
            one->leads_to == engine::outcome::grant || one->leads_to == engine::outcome::grant_part;
        other = other.empty() && grants ? one->code : other;
    }
    return other;
}

story decided(matter& m, desk_file& f) {
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

story carried_out(matter& m, desk_file& f, goes_on& next) {
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
        co_await told_of_the_change(m, f);
        next = goes_on::yes;
        co_return;
    }
    next = goes_on::no;
    if (m.takes("decision: corrected", 0.02)) {
        co_await m.days(0.3, 2);
        m.take(role::clerk, engine::correct_decision{});
        m.note("Đính chính lỗi chính tả trong phần họ tên.");
        co_await told_of_the_change(m, f);
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
    if (is_enforced(m, f) && m.takes("request: carried out", 0.5)) {
        co_await performed(m);
    }
    co_await m.days(0.3, 3);
    m.take(role::counter_officer, engine::close_case{});
}

} // namespace connectors::seeding
