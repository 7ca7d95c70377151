#include "connectors/seeding/matter.hpp"

#include <array>

/// What nobody requests at the desk, and the enforcement after its decision (Luật Thi hành án dân
/// sự Điều 28, 36.2, 44a, 48-50, 55-57).
namespace connectors::seeding {
namespace {

using events::role;

/// A way in which an enforcement is stopped, and why.
struct stop {
    std::string_view ground;
    std::string_view reason;
};

constexpr std::array stops{
    stop{"no_means", "no_means"},
    stop{"postponed", "creditor_agrees"},
    stop{"stayed", "notice_of_court"},
};

/// A paper shows the ground; the head decides on it within the days of the law, mostly.
story shown(matter& m, std::string_view ground) {
    m.take(role::enforcement_officer, engine::attach_document{});
    m.on(ground);
    if (m.takes("ground: decided late", 0.06)) {
        co_await m.days(5.2, 7);
    } else {
        co_await m.days(0.5, 3.5);
    }
}

/// Each decision is told to the parties within the days of the law.
story told_to_the_parties(matter& m) {
    co_await m.days(0.2, 1.4);
    m.take(role::enforcement_officer, engine::notify_party{"direct", events::office_date(m.now)});
}

story stopped(matter& m, goes_on& next) {
    const auto& why = m.luck.one_of(stops);
    co_await shown(m, why.ground);
    m.take(role::head, engine::suspend_case{std::string{why.reason}});
    m.on(why.ground);
    co_await told_to_the_parties(m);
    next = goes_on::no;
    if (m.takes("stopped: stays so", 0.45)) {
        co_return;
    }
    co_await m.days(8, 40);
    if (why.ground == "no_means") {
        m.take(role::enforcement_officer, engine::attach_document{});
        m.on("new_information");
        co_await m.days(1, 6);
        m.take(role::enforcement_officer, engine::end_verification{});
        co_await m.days(0.1, 1);
    }
    co_await shown(m, "stop_is_over");
    m.take(role::head, engine::resume_case{});
    m.on("stop_is_over");
    co_await told_to_the_parties(m);
    next = goes_on::yes;
}

/// Decides by the engine's own steps: drafted, signed, issued, with the officer and the file.
story decided(matter& m, bool hurry) {
    const auto soon = [&](double low, double high) {
        return hurry ? m.minutes(low * 10, high * 15) : m.days(low, high);
    };
    co_await soon(0.2, 1);
    m.take(role::enforcement_officer, engine::begin_examination{});
    co_await soon(0.2, 1.4);
    m.take(role::enforcement_officer, engine::submit_draft{events::decision_outcome::grant});
    co_await soon(0.1, 0.6);
    m.take(role::head, engine::sign_decision{});
    co_await soon(0.1, 0.4);
    m.take(role::clerk, engine::issue_decision{});
    co_await m.minutes(10, 90);
    m.take(role::head, engine::assign_officer{m.officer_of(role::enforcement_officer)});
    co_await m.days(0.2, 1.2);
    m.take(role::enforcement_officer, engine::open_enforcement_file{});
    co_await m.days(0.2, 1);
    m.take(role::enforcement_officer, engine::notify_party{"direct", events::office_date(m.now)});
}

} // namespace

story enforced(matter& m, goes_on& next) {
    next = goes_on::yes;
    co_await m.days(2, 15);
    if (m.takes("enforcement: stopped", 0.5)) {
        co_await stopped(m, next);
        if (next == goes_on::no) {
            co_return;
        }
        co_await m.days(1, 8);
    }
    if (m.takes("enforcement: terminated", 0.3)) {
        co_await shown(m, "ended");
        m.take(role::head, engine::terminate_case{"creditor_waives"});
        m.on("ended");
        co_await told_to_the_parties(m);
        next = goes_on::no;
    } else if (m.takes("enforcement: entrusted", 0.25)) {
        m.take(role::enforcement_officer, engine::attach_document{});
        m.on("entrusted");
        co_await (m.procedure == "interim_measure" ? m.minutes(60, 300) : m.days(0.5, 3.5));
        const events::office_code there{m.office.key.str() == "49" ? "96" : "49"};
        m.take(role::head, engine::refer_elsewhere{there});
        m.on("entrusted");
        co_await told_to_the_parties(m);
        next = goes_on::no;
    }
}

story performed(matter& m) {
    co_await m.days(5, 30);
    // Mostly money; a child who is handed over, or a house, is none.
    const bool money = m.takes("carried out: money", 0.8);
    const auto thousands = static_cast<std::int64_t>(1 + m.luck.below(80'000));
    const auto sum = money ? std::optional{thousands * 1'000} : std::nullopt;
    m.take(role::enforcement_officer, engine::record_performance{events::performance::whole, sum});
}

story from_a_court(matter& m, std::string_view procedure) {
    m.is_about(procedure);
    const auto by =
        m.takes("court: by post", 0.4) ? events::channel::post : events::channel::counter;
    ++m.in.by_channel[by];
    const auto year = static_cast<int>(events::office_date(m.now).year());
    m.take(role::counter_officer, engine::receive_request{std::string{procedure}, by, std::nullopt,
                                                          invented_judgment(m.luck, year)});
    m.seal_other("debtor", m.person);
    co_await decided(m, procedure == "interim_measure");
    auto next = goes_on::yes;
    if (m.takes("court: enforced further", 0.6)) {
        co_await enforced(m, next);
    }
    if (next == goes_on::yes && m.takes("court: carried out", 0.5)) {
        co_await performed(m);
        co_await m.days(0.5, 4);
        m.take(role::enforcement_officer, engine::close_case{});
    }
}

} // namespace connectors::seeding
