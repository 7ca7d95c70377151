#include "connectors/duties/outgoing_mail.hpp"

#include "connectors/duties/outgoing_progress.hpp"
#include "connectors/mail/outbox.hpp"
#include "events/fault.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"

#include <fmt/format.h>

namespace connectors {
namespace {

/// Automatic letters in an hour, all offices together: more are a loop, not work.
constexpr std::size_t automatic_an_hour_max = 200;

/// The office's own mailbox is no fault of the person: its letters wait until it is mended.
void require_sender(const outgoing_message& message, const events::office_code& office) {
    if (!is_plain_address(message.from_address)) {
        throw events::fault(
            "mail-sender-malformed",
            fmt::format("send the letters of office {0}: its mailbox {1} is not of the form "
                        "name@domain; correct contacts.{0}.email or the office's file, the letters "
                        "then go",
                        office.str(), message.from_address));
    }
}

/// Whether it and all before it are of earlier days: nothing is recorded before it happens. Clocks
/// of two nodes differ by less than a day.
bool is_of_another_day(const projections::timeline_entry& step, events::local_date today) {
    return events::office_date(step.recorded + std::chrono::days{1}) < today;
}

} // namespace

outgoing_mail::outgoing_mail(const events::log& log, const projections::store& store,
                             engine::node& node, const events::vault& keys,
                             events::document_store& documents, const engine::rule_set& rules,
                             std::filesystem::path folder, office_contacts contacts)
    : log_(log), store_(store), documents_(documents), folder_(std::move(folder)),
      letters_(log, store, keys, rules, std::move(contacts)),
      issuer_(log, store, node, keys, documents) {
    passed_ = outgoing_progress_in(folder_, log.partitions());
}

void outgoing_mail::pass_over_old() {
    for (std::uint32_t p = 0; p < log_.partitions(); ++p) {
        passed_[p] = store_.passed({p});
        if (shared_ != nullptr) {
            note({p}, {});
        }
    }
    if (shared_ == nullptr) {
        keep_outgoing_progress(folder_, passed_);
    }
}

bool outgoing_mail::answered_today(const events::event& what) const {
    const auto today = events::office_date(what.about.time);
    bool answered = false;
    const auto look_at = [&](const projections::timeline_entry& step) {
        answered = is_automatic_letter(step.acting_as) && events::office_date(step.time) == today &&
                   projections::is_told_by_mail(step.type);
        return !answered && !is_of_another_day(step, today);
    };
    projections::each_step_before(store_.view(), what.about.subject, what.about.sequence, look_at);
    return answered;
}

bool outgoing_mail::may_answer_by_itself(const events::event& what) {
    if (answered_today(what)) {
        return false;
    }
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(automatic_, [&](auto at) { return at + std::chrono::hours{1} < now; });
    if (automatic_.size() >= automatic_an_hour_max) {
        throw events::fault("outgoing-mail-paused",
                            fmt::format("send automatic letters: there were {} within an hour, "
                                        "which looks like two programs that answer each other; "
                                        "look at the newest letters, they go on within the hour",
                                        automatic_.size()));
    }
    return true;
}

outgoing_file outgoing_mail::file_of(const letter& made) const {
    auto bytes = documents_.get(made.enclosed->sha256);
    if (!bytes) {
        throw events::fault("document-missing",
                            fmt::format("send the letter {} of case {}: its document {} is not in "
                                        "the store; restore it there, the letter then goes",
                                        made.enclosed_name, made.values.find("code")->second,
                                        events::hex(made.enclosed->sha256)));
    }
    return {made.enclosed_name, made.enclosed->media_type, *std::move(bytes)};
}

outgoing_mail::sending outgoing_mail::send(const events::event& what,
                                           const std::function<bool()>& still_ours) {
    if (!letters_.is_for_the_person(what)) {
        return sending::nothing;
    }
    const auto id = projections::outgoing_message_id(what.about.id, what.about.office);
    const outbox into{folder_ / what.about.office.str()};
    if (into.has(id)) {
        return sending::nothing; // put there before a crash, whatever it would say today
    }
    auto issued = issuer_.issued(what); // before a crash, or by another node
    if (issued && room_) {
        room_();
    }
    if (!issued) {
        issued = issue(what);
    }
    if (!issued) {
        return sending::nothing;
    }
    const auto bytes = issuer_.bytes_of(*issued);
    if (!bytes) { // the person was erased since
        ++unsendable_;
        return sending::nothing;
    }
    if (!still_ours()) { // to issue it may have taken long; who has it now puts out these bytes
        return sending::left_to_another;
    }
    into.put(id, *bytes);
    return sending::put;
}

std::optional<events::event> outgoing_mail::issue(const events::event& what) {
    const auto made = letters_.letter_for(what);
    if (!made) {
        ++unsendable_;
        return std::nullopt;
    }
    auto message = letters_.message_of(*made, what);
    require_sender(message, what.about.office);
    if (room_) {
        room_();
    }
    const bool automatic = is_automatic_letter(what.about.acting_as);
    if (automatic && !may_answer_by_itself(what)) {
        ++held_back_;
        return std::nullopt;
    }
    if (made->enclosed) {
        message.files.push_back(file_of(*made));
    }
    const auto bytes = compose_message(message);
    if (!bytes) {
        pass_over(what, made->values.find("code")->second, bytes.error().detail);
        return std::nullopt;
    }
    auto issued = issuer_.issue({made->to.person, message, *bytes}, what);
    if (automatic) { // not before: one that waits is asked for again
        automatic_.push_back(std::chrono::steady_clock::now());
    }
    return issued;
}

void outgoing_mail::pass_over(const events::event& what, const std::string& code,
                              const std::string& why) {
    ++unsendable_;
    if (not_written_) {
        not_written_(events::fault(
            "letter-not-written",
            fmt::format("write the letter about step {} of case {}: {}; it is passed over: tell "
                        "the person in another way, and correct what the case knows of them",
                        what.about.sequence, code, why)));
    }
}

} // namespace connectors
