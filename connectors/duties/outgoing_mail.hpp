#pragma once

#include "connectors/duties/letters.hpp"
#include "connectors/duties/mail_issuer.hpp"
#include "connectors/mail/compose.hpp"
#include "engine/rule_set.hpp"
#include "events/documents.hpp"
#include "events/event.hpp"
#include "events/fault.hpp"
#include "events/log.hpp"
#include "events/vault.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace projections {
class store;
}

namespace connectors {

/// Sends what counting events say to the person: composes the letter, keeps its bytes as a
/// document, records the event that issues it (`mail_issued`), then puts those bytes into the
/// office's outbox. A letter on paper that was issued to the person goes along as it was issued;
/// the mail of its step has gone before, without it. Goes through the log in order and keeps how
/// far it came; what a crash left undone is done again. A crash before the event leaves sealed
/// bytes that nobody can read, and the letter is written anew; after it, the bytes that the event
/// names go, whatever the letter would say by then. A letter that lies in the outbox or in its
/// `sent` is not put there twice.
///
/// Where several nodes send, each for some partitions, how far they came lies in the vault that
/// they share. A node that dies between a letter and that note leaves it to be sent a second time,
/// with the same Message-ID; it notes once a second while it sends.
///
/// A letter for a step that the installation itself took is automatic (RFC 3834): at most one a
/// case and day, and a fault `outgoing-mail-paused` when there are far too many altogether.
class outgoing_mail {
public:
    /// `folder` holds a folder an office, and the checkpoint.
    outgoing_mail(const events::log& log, const projections::store& store, engine::node& node,
                  const events::vault& keys, events::document_store& documents,
                  const engine::rule_set& rules, std::filesystem::path folder,
                  office_contacts contacts = {});

    /// How soon a node notes how far it came, for the one that takes over when it dies.
    struct progress_pace {
        /// While it is busy with letters. What was put out since would be put out once more.
        std::chrono::milliseconds letters{1'000};
        /// Without a letter: to pass over such events again costs nothing.
        std::chrono::milliseconds silence{10'000};
    };
    /// Keeps how far it came in `shared`, for the other nodes too, instead of in the folder: after
    /// each thousand records, when nothing is left to do, and at that pace.
    void share_progress(events::vault& shared) { share_progress(shared, progress_pace{}); }
    void share_progress(events::vault& shared, progress_pace pace);

    /// Asked before each letter; a fault that it throws keeps the letter for later.
    void ask_for_room(std::function<void()> room) { room_ = std::move(room); }

    /// Told of each letter that is passed over because what is known of the person makes no mail:
    /// a fault `letter-not-written`, without the person's words.
    void tell_not_written(std::function<void(const events::fault&)> told) {
        not_written_ = std::move(told);
    }

    /// Handles every event that has become visible since, of the partitions that are `mine`; empty:
    /// of all. `mine` is asked again before each letter is written and before it is put out: a
    /// partition that went to another node while this one was busy is left to it. Returns how many
    /// letters were put out. A fault keeps the letters of one partition back, from the event on
    /// that met it; the others go on, then the first fault is thrown.
    std::size_t send_new(const std::function<bool(events::partition_id)>& mine = {});

    /// The same, for as long as `budget` goes and for one letter at least, so that whoever has
    /// other duties comes to them in between. Says whether more waits; the next call begins with
    /// the partition behind the one that took the time.
    bool send_some(std::chrono::milliseconds budget,
                   const std::function<bool(events::partition_id)>& mine);

    /// Takes every letter up to now as sent, for a log that another system has told of already.
    void pass_over_old();

    /// Events whose letter could not be written: no address or a malformed one, or the person was
    /// erased.
    [[nodiscard]] std::uint64_t unsendable() const { return unsendable_; }

    /// Automatic letters that were not written because the person had one that day.
    [[nodiscard]] std::uint64_t held_back() const { return held_back_; }

private:
    enum class sending : std::uint8_t { put, nothing, left_to_another };
    sending send(const events::event& what, const std::function<bool()>& still_ours);
    /// The event that issues the letter, recorded now; nothing where there is no letter to send.
    /// Throws events::fault `mail-not-recorded`: the letter waits.
    std::optional<events::event> issue(const events::event& what);
    void pass_over(const events::event& what, const std::string& code, const std::string& why);
    /// Throws events::fault `document-missing`: the letter goes once the document is back.
    [[nodiscard]] outgoing_file file_of(const letter& made) const;
    [[nodiscard]] bool answered_today(const events::event& what) const;
    /// Throws events::fault `outgoing-mail-paused`.
    [[nodiscard]] bool may_answer_by_itself(const events::event& what);
    std::size_t look(const std::function<bool(events::partition_id)>& mine);
    /// Whether what this look may take is used up; something was done, or it would never end.
    [[nodiscard]] bool is_used_up() const;
    std::size_t look_at(events::partition_id partition,
                        const std::function<bool(events::partition_id)>& mine);
    /// What became of a partition's letters in one look.
    struct stretch {
        std::size_t sent = 0;
        bool lost = false; ///< the partition became another node's
    };
    bool pass(events::partition_id partition, events::offset at, const events::event& what,
              const std::function<bool()>& still_ours, stretch& gone);
    std::size_t send_new_of(events::partition_id partition,
                            const std::function<bool()>& still_ours);
    void take_over(events::partition_id partition);
    /// Unless it was noted within `patience`. Precondition: progress is shared.
    void note(events::partition_id partition, std::chrono::milliseconds patience);

    const events::log& log_;
    const projections::store& store_;
    const events::document_store& documents_;
    std::filesystem::path folder_;
    letters letters_;
    mail_issuer issuer_;
    std::vector<events::offset> passed_;
    bool moved_ = false; ///< since the checkpoint was written
    struct one_look {
        std::optional<std::chrono::steady_clock::time_point> ends; ///< none: when all is done
        std::size_t done = 0; ///< letters, and rounds of records without one
        bool more = false;
    };
    one_look look_;
    std::uint32_t first_ = 0; ///< partition with which the next look begins
    events::vault* shared_ = nullptr;
    std::vector<bool> held_; ///< partitions that were this node's at the last look
    struct noted_progress {
        events::offset passed = 0;
        std::chrono::steady_clock::time_point at{};
    };
    progress_pace pace_;
    std::vector<noted_progress> noted_;
    std::uint64_t unsendable_ = 0;
    std::uint64_t held_back_ = 0;
    std::vector<std::chrono::steady_clock::time_point> automatic_; ///< within the last hour
    std::function<void(const events::fault&)> not_written_;
    std::function<void()> room_;
};

} // namespace connectors
