#include "connectors/seeding/letters.hpp"
#include "connectors/seeding/matter.hpp"
#include "projections/mail_index.hpp"

#include <fmt/format.h>

#include <array>

/// Help by e-mail: QĐ 536/QĐ-TCTHADS.
namespace connectors::seeding {
namespace {

using events::check_outcome;
using events::role;

/// The Message-ID of the letter that the newest step makes the office send.
std::string sent_with_newest_step(const matter& m) {
    const auto& step = m.in.steps.back();
    return projections::outgoing_message_id(event_id_of(step.what.id, m.now), m.office.key);
}

letter letter_of(matter& m, words said, std::string_view what_for,
                 std::string_view in_reply_to = {}) {
    const auto name = fmt::format("seed:{}:mail:{}:{}:{}", m.in.seed, m.index, what_for,
                                  m.now.time_since_epoch().count());
    return write_letter({.from = m.person,
                         .to = m.office,
                         .sent = m.now - std::chrono::seconds{20 + m.luck.below(90)},
                         .name = name,
                         .in_reply_to = in_reply_to,
                         .reason = in_reply_to.empty() ? "nothing_known" : "in_reply_to"},
                        std::move(said));
}

bool is_petition(std::string_view procedure) {
    return procedure == "complaint" || procedure == "denunciation";
}

check_outcome found_in(matter& m) {
    if (is_petition(m.procedure)) {
        return check_outcome::procedure_only;
    }
    if (m.takes("mail: incomplete", 0.29)) {
        return check_outcome::incomplete;
    }
    if (m.takes("mail: no jurisdiction", 0.08)) {
        return check_outcome::no_jurisdiction;
    }
    return m.takes("mail: no right", 0.05) ? check_outcome::no_right : check_outcome::valid;
}

engine::check_mail check_of(matter& m, check_outcome found) {
    engine::check_mail out;
    out.outcome = found;
    if (found == check_outcome::incomplete) {
        out.missing = {m.procedure == "enf_request" ? "judgment" : "application"};
    } else if (found == check_outcome::no_jurisdiction) {
        out.competent_office = events::office_code{m.office.key.str() == "96" ? "49" : "96"};
    }
    return out;
}

/// The person comes to the appointment, or does not.
story booked(matter& m) {
    constexpr std::array at_hours{8, 9, 10, 14, 15};
    for (int times = 1;; ++times) {
        const auto hour = std::chrono::hours{m.luck.one_of(at_hours)};
        const auto half = std::chrono::minutes{m.luck.share() < 0.5 ? 0 : 30};
        auto when = m.in.hours.on_working_day(m.now, 1 + m.luck.below(4), hour + half);
        m.take(role::counter_officer, engine::confirm_appointment{when, ""});
        if (m.takes("appointment: moved", 0.12)) {
            co_await m.hours_by_clock(2, 12);
            co_await m.at(m.in.hours.open_at(m.now));
            const auto later = m.in.hours.on_working_day(when, 1 + m.luck.below(3), hour);
            if (m.now < when) {
                m.take(role::counter_officer, engine::move_appointment{later, "asked_by_person"});
                when = later;
            }
        }
        if (!m.takes("appointment: missed", 0.13)) {
            co_await m.at(when + m.luck.between(std::chrono::minutes{-6}, std::chrono::minutes{9}));
            co_await filed(m, m.procedure, events::channel::counter);
            co_return;
        }
        co_await m.at(m.in.hours.after(when, std::chrono::minutes{40 + m.luck.below(90)}));
        m.take(role::counter_officer, engine::miss_appointment{});
        co_await m.days(0.3, 2);
        if (times == 2 || m.takes("appointment: not again", 0.4)) {
            m.take(role::counter_officer, engine::close_support{"no_show"});
            co_return;
        }
    }
}

/// Guidance went out: what was missing comes by mail or in person, or not at all.
story guided_to_complete(matter& m) {
    m.take(role::counter_officer, engine::guide_by_mail{});
    const auto guidance = sent_with_newest_step(m);
    if (m.takes("guidance: comes to the desk", 0.15)) {
        co_await m.days(1, 6);
        co_await filed(m, m.procedure, events::channel::counter);
        co_return;
    }
    if (m.takes("guidance: no answer", 0.25)) {
        co_await m.days(18, 26);
        m.take(role::counter_officer, engine::close_support{"no_answer"});
        co_return;
    }
    co_await m.hours_by_clock(15, 200);
    const auto answer = letter_of(m, answer_words(m.luck, m.person), "answer", guidance);
    m.take(role::system, engine::attach_reply{answer.about});
    bring(m, answer, sender::known_person);
    co_await m.minutes(20, 300);
    m.take(role::counter_officer, engine::check_mail{check_outcome::valid, {}, {}});
    co_await m.minutes(4, 60);
    co_await booked(m);
}

/// From `mail_received` on, the procedure being known.
story helped(matter& m) {
    const auto found = found_in(m);
    m.take(role::counter_officer, check_of(m, found));
    co_await m.minutes(5, 120);
    switch (found) {
    case check_outcome::valid:
        co_await booked(m);
        break;
    case check_outcome::incomplete:
        co_await guided_to_complete(m);
        break;
    case check_outcome::no_right:
    case check_outcome::no_jurisdiction:
    case check_outcome::procedure_only:
        m.take(role::counter_officer, engine::guide_by_mail{});
        co_await m.days(2, 9);
        m.take(role::counter_officer, engine::close_support{"guided"});
        break;
    }
}

} // namespace

story by_mail(matter& m, std::string_view procedure) {
    if (procedure == "denunciation") {
        m.part = "denouncer"; // who denounces is secret, also while it is only help
    }
    const bool guessed = is_petition(procedure) || !m.takes("mail: procedure not guessed", 0.12);
    m.is_about(guessed ? procedure : "");
    const auto mail = letter_of(
        m, request_words(m.luck, m.person, m.office, procedure, m.luck.share() < 0.7), "request");
    m.take(role::system, engine::receive_mail{m.procedure, mail.about});
    bring(m, mail, sender::new_person);
    m.in.newest_mail[m.office.key] = {m.subject, {mail.about, m.in.steps.back().what.documents[0]}};
    co_await m.minutes(15, 420);
    if (!guessed) {
        m.is_about(procedure);
        m.take(role::counter_officer, engine::choose_procedure{m.procedure});
        co_await m.minutes(2, 20);
    }
    co_await helped(m);
}

story unclear_mail(matter& m) {
    m.is_about("");
    auto mail = letter_of(m, unclear_words(m.luck, m.person), "unclear");
    mail.about.reason = "points_to_several_cases";
    m.take(role::system, engine::set_aside_mail{mail.about});
    bring(m, mail, sender::new_person);
    co_await m.minutes(30, 600);
    if (m.takes("unclear: dismissed", 0.45)) {
        m.take(role::counter_officer, engine::dismiss_mail{"not_a_request"});
        co_return;
    }
    const auto* procedure = m.takes("unclear: result", 0.3) ? "result_confirm" : "enf_request";
    m.is_about(procedure);
    m.take(role::counter_officer, engine::sort_mail{procedure});
    co_await m.minutes(5, 60);
    co_await helped(m);
}

story mail_to_note(matter& m) {
    m.is_about("");
    const auto twin = m.in.newest_mail.find(m.office.key);
    if (twin != m.in.newest_mail.end() && m.takes("noted: a copy", 0.5)) {
        const auto& [of, copy] = twin->second;
        m.take(role::system, engine::note_mail{events::mail_outcome::duplicate, copy.about, of});
        m.in.steps.back().what.documents.push_back(copy.kept);
        co_return;
    }
    auto mail = letter_of(m, automatic_words(), "automatic");
    mail.about.reason = "auto_submitted";
    m.take(role::system,
           engine::note_mail{events::mail_outcome::automatic, mail.about, std::nullopt});
    bring(m, mail, sender::new_person);
}

} // namespace connectors::seeding
