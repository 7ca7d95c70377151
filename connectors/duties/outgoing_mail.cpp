#include "connectors/duties/outgoing_mail.hpp"

#include "connectors/duties/counting_events.hpp"
#include "connectors/duties/outgoing_progress.hpp"
#include "connectors/mail/outbox.hpp"
#include "events/fault.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"

#include <fmt/format.h>

#include <exception>

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
    projections::page_request which{projections::page_rows_max, {}};
    const auto view = store_.view();
    do {
        const auto page = projections::timeline(view, what.about.subject, which);
        for (const auto& step : page.rows) {
            if (step.sequence >= what.about.sequence) {
                return false;
            }
            if (is_automatic_letter(step.acting_as) &&
                events::office_date(step.time) == events::office_date(what.about.time) &&
                projections::is_told_by_mail(projections::event_at(log_, step.place).detail)) {
                return true;
            }
        }
        which.cursor = page.next;
    } while (!which.cursor.empty());
    return false;
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

bool outgoing_mail::send(const events::event& what) {
    if (!letters_.is_for_the_person(what)) {
        return false;
    }
    const auto id = projections::outgoing_message_id(what.about.id, what.about.office);
    const outbox into{folder_ / what.about.office.str()};
    if (into.has(id)) {
        return false; // put there before a crash, whatever the letter would say today
    }
    auto issued = issuer_.issued(what); // before a crash, or by another node
    if (issued && room_) {
        room_();
    }
    if (!issued) {
        issued = issue(what);
    }
    if (!issued) {
        return false;
    }
    const auto bytes = issuer_.bytes_of(*issued);
    if (!bytes) { // the person was erased since
        ++unsendable_;
        return false;
    }
    into.put(id, *bytes);
    return true;
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

void outgoing_mail::share_progress(events::vault& shared, progress_pace pace) {
    shared_ = &shared;
    pace_ = pace;
    held_.assign(passed_.size(), false);
    noted_.assign(passed_.size(), {});
}

/// Another node may have come further meanwhile. What nobody noted yet begins where the folder's
/// own checkpoint says: the log may have been copied from an embedded one.
void outgoing_mail::take_over(events::partition_id partition) {
    if (const auto found = outgoing_progress_in(*shared_, partition)) {
        passed_[partition.value] = *found;
    }
    held_[partition.value] = true;
}

void outgoing_mail::note(events::partition_id partition, std::chrono::milliseconds patience) {
    auto& noted = noted_[partition.value];
    const auto passed = passed_[partition.value];
    const auto now = std::chrono::steady_clock::now();
    if (noted.passed == passed || now < noted.at + patience) {
        return;
    }
    // A node that had the partition for a moment too may have come further.
    if (passed > outgoing_progress_in(*shared_, partition).value_or(0)) {
        keep_outgoing_progress(*shared_, partition, passed);
    }
    noted = {passed, now};
}

std::size_t outgoing_mail::send_new_of(events::partition_id partition,
                                       const std::function<bool()>& still_ours) {
    std::size_t sent = 0;
    auto& passed = passed_[partition.value];
    for (bool lost = false;;) {
        const auto from = passed;
        std::size_t now_sent = 0;
        std::exception_ptr failed;
        try {
            const auto next = each_counting(
                log_, store_, partition, from, [](std::string_view) { return true; },
                [&](events::offset at, const events::event& what) {
                    const bool told = projections::is_told_by_mail(what.detail);
                    lost = lost || (told && !still_ours());
                    if (lost) {
                        return; // from here on it is another node's
                    }
                    const bool put = told && send(what);
                    passed = at + 1; // or what follows, if it fails, would have this one again
                    now_sent += put ? 1 : 0;
                    if (put && shared_ != nullptr) {
                        note(partition, pace_.letters);
                    }
                });
            passed = lost ? passed : next;
        } catch (const std::exception&) {
            failed = std::current_exception();
        }
        sent += now_sent;
        if (passed != from) {
            moved_ = true;
            if (shared_ != nullptr) {
                // With what was sent go the events that it recorded, which are read after it.
                note(partition, sent > 0 ? std::chrono::milliseconds{} : pace_.silence);
            }
        }
        if (failed) {
            std::rethrow_exception(failed);
        }
        if (lost && shared_ != nullptr) {
            held_[partition.value] = false; // when it comes back, the vault knows how far it is
        }
        if (lost || passed == from) {
            if (!lost && shared_ != nullptr) { // what was passed before its time had come
                note(partition, pace_.silence);
            }
            return sent;
        }
    }
}

std::size_t outgoing_mail::look_at(events::partition_id partition,
                                   const std::function<bool(events::partition_id)>& mine) {
    const auto still_ours = [&] { return !mine || mine(partition); };
    const bool ours = still_ours();
    if (shared_ != nullptr && ours && !held_[partition.value]) {
        take_over(partition);
    }
    if (shared_ != nullptr) {
        held_[partition.value] = ours;
    }
    return ours ? send_new_of(partition, still_ours) : 0;
}

std::size_t outgoing_mail::send_new(const std::function<bool(events::partition_id)>& mine) {
    std::size_t sent = 0;
    std::exception_ptr first;
    for (std::uint32_t p = 0; p < log_.partitions(); ++p) {
        try {
            sent += look_at({p}, mine);
        } catch (const std::exception&) {
            // Its letters wait, in order, for what is missing; those of other offices do not.
            first = first ? first : std::current_exception();
        }
    }
    if (moved_ && shared_ == nullptr) {
        keep_outgoing_progress(folder_, passed_);
    }
    moved_ = false;
    if (first) {
        std::rethrow_exception(first);
    }
    return sent;
}

} // namespace connectors
