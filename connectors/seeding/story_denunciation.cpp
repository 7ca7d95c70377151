#include "connectors/seeding/story_petition.hpp"

/// Denunciations: Luật Tố cáo, and Luật Thi hành án dân sự 2008, chapter VI.
namespace connectors::seeding {
namespace {

using engine::outcome;
using events::role;

story denunciation_sorted_out(matter& m, goes_on& next) {
    next = goes_on::no;
    if (m.takes("denunciation: withdrawn early", 0.04)) {
        m.take(role::counter_officer, engine::withdraw_request{});
    } else if (m.takes("denunciation: declined", 0.11)) {
        m.take(role::head, engine::decline_petition{});
        m.on("no_name");
    } else if (m.takes("denunciation: transferred", 0.1)) {
        m.take(role::head, engine::transfer_petition{competent_instead_of(m.office)});
        m.on("not_competent");
    } else if (m.takes("denunciation: crime", 0.05)) {
        m.take(role::head, engine::hand_to_investigators{});
        m.on("crime_sign");
    } else if (m.takes("denunciation: filed away", 0.09)) {
        // The circular that says what is filed away is of 2022; before, such a one was declined.
        const auto ground = m.ground_for({outcome::file_away});
        if (ground.empty()) {
            m.take(role::head, engine::decline_petition{});
        } else {
            m.take(role::head, engine::file_away{});
        }
        m.on(ground.empty() ? "no_name" : ground);
    } else {
        next = goes_on::yes;
    }
    co_return;
}

story denunciation_verified(matter& m, goes_on& next) {
    const bool told_early = m.luck.share() < 0.7;
    if (told_early) {
        co_await m.days(0.5, 3);
        m.take(role::head, engine::notify_parties{});
    }
    next = goes_on::no;
    if (m.takes("denunciation: withdrawn", 0.06)) {
        co_await m.days(0.5, 3);
        co_await withdrawn_and_terminated(m, "Người tố cáo rút toàn bộ nội dung tố cáo");
        co_return;
    }
    next = goes_on::yes;
    co_await m.days(0.5, 3);
    m.take(role::head, engine::set_team{});
    if (!told_early) {
        co_await m.days(0.2, 1);
        m.take(role::examiner, engine::notify_parties{});
    }
    co_await m.days(0.5, 4);
    m.take(role::examiner, engine::announce_team{});
    if (m.takes("denunciation: suspended", 0.12)) {
        co_await m.days(1, 5);
        m.take(role::head, engine::suspend_case{"awaiting_other_body"});
        m.say("Chờ kết luận của cơ quan điều tra");
        m.on(m.ground_for({outcome::suspended}));
        co_await m.days(5, 15);
        m.take(role::head, engine::resume_case{});
    }
    if (m.takes("denunciation: extended", 0.14)) {
        co_await m.days(2, 6);
        m.take(role::head, engine::extend_period{"resolve", 30, "complex_case"});
        co_await m.days(8, 14);
    }
    co_await m.days(9, 18);
    m.take(role::examiner, engine::end_verification{});
}

} // namespace

story denunciation(matter& m) {
    m.is_about("denunciation");
    const auto way = way_of_petition(m);
    ++m.in.by_channel[way];
    const bool against_head = m.takes("denunciation: against head", 0.1);
    m.take(role::counter_officer, engine::receive_denunciation{way, against_head});
    m.seal_person("denouncer"); // secret: Luật Tố cáo
    m.seal_other("denounced", invent_person(m.luck, m.office));
    co_await m.days(1, 5);
    if (against_head) {
        m.take(role::head, engine::transfer_petition{competent_instead_of(m.office)});
        co_return;
    }
    auto next = goes_on::yes;
    co_await denunciation_sorted_out(m, next);
    if (next == goes_on::no) {
        co_return;
    }
    m.take(role::head, engine::accept_denunciation{});
    co_await denunciation_verified(m, next);
    if (next == goes_on::no) {
        co_return;
    }
    co_await m.days(0.6, 4);
    m.take(role::examiner, engine::report_verification{});
    co_await m.days(0.6, 4);
    m.take(role::head, engine::conclude_denunciation{found_of_petition(m)});
    co_await m.days(0.5, 3);
    m.take(role::clerk, engine::send_conclusion{});
    co_await m.days(0.5, 3);
    m.take(role::clerk, engine::publish_conclusion{});
    co_await m.days(0.5, 4);
    m.take(role::head, engine::handle_denunciation{});
    co_await m.days(1, 6);
    m.take(role::examiner, engine::close_case{});
}

} // namespace connectors::seeding
