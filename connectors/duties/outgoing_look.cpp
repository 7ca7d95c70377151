#include "connectors/duties/counting_events.hpp"
#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/duties/outgoing_progress.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"

#include <exception>
#include <string_view>

/// How outgoing_mail goes through the log, and keeps how far it came.
namespace connectors {

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
    static_cast<void>(raise_outgoing_progress(*shared_, partition, passed));
    noted = {passed, now};
}

/// Whether to go on behind it.
bool outgoing_mail::pass(events::partition_id partition, events::offset at,
                         const events::event& what, const std::function<bool()>& still_ours,
                         stretch& gone) {
    auto did = sending::nothing;
    if (projections::is_told_by_mail(what.detail)) {
        if (is_used_up()) {
            look_.more = true;
            return false;
        }
        did = still_ours() ? send(what, still_ours) : sending::left_to_another;
        issuer_.forget(what);
        ++look_.done;
    }
    if (did == sending::left_to_another) {
        gone.lost = true;
        return false; // from here on it is another node's
    }
    passed_[partition.value] = at + 1; // or what follows, if it fails, would have this one again
    if (did == sending::put) {
        ++gone.sent;
        if (shared_ != nullptr) {
            note(partition, pace_.letters);
        }
    }
    return true;
}

std::size_t outgoing_mail::send_new_of(events::partition_id partition,
                                       const std::function<bool()>& still_ours) {
    stretch gone;
    auto& passed = passed_[partition.value];
    for (;;) {
        const auto from = passed;
        std::exception_ptr failed;
        try {
            passed = each_counting(
                log_, store_, partition, from, [](std::string_view) { return true; },
                [&](events::offset at, const events::event& what) {
                    return pass(partition, at, what, still_ours, gone);
                });
        } catch (const std::exception&) {
            failed = std::current_exception();
            ++look_.done; // it may have taken long to fail
        }
        if (passed != from) {
            moved_ = true;
            ++look_.done;
            if (shared_ != nullptr) {
                // With what was sent go the events that it recorded, which are read after it.
                note(partition, gone.sent > 0 ? std::chrono::milliseconds{} : pace_.silence);
            }
        }
        if (failed) {
            std::rethrow_exception(failed);
        }
        if (gone.lost && shared_ != nullptr) {
            held_[partition.value] = false; // when it comes back, the vault knows how far it is
        }
        look_.more = look_.more || (passed != from && !gone.lost && is_used_up());
        if (look_.more || gone.lost) {
            return gone.sent;
        }
        if (passed == from) {
            if (shared_ != nullptr) { // what was passed before its time had come
                note(partition, pace_.silence);
            }
            return gone.sent;
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
    look_ = {};
    return look(mine);
}

bool outgoing_mail::send_some(std::chrono::milliseconds budget,
                              const std::function<bool(events::partition_id)>& mine) {
    look_ = {.ends = std::chrono::steady_clock::now() + budget};
    look(mine);
    return look_.more;
}

bool outgoing_mail::is_used_up() const {
    return look_.ends && look_.done > 0 && std::chrono::steady_clock::now() >= *look_.ends;
}

std::size_t outgoing_mail::look(const std::function<bool(events::partition_id)>& mine) {
    std::size_t sent = 0;
    std::exception_ptr first;
    const auto all = log_.partitions();
    const auto begin = first_;
    for (std::uint32_t i = 0; i < all && !look_.more; ++i) {
        const auto p = (begin + i) % all;
        first_ = (p + 1) % all;
        try {
            sent += look_at({p}, mine);
        } catch (const std::exception&) {
            // Its letters wait, in order, for what is missing; those of other offices do not.
            first = first ? first : std::current_exception();
        }
        look_.more = look_.more || (i + 1 < all && is_used_up());
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
