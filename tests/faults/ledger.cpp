#include "tests/faults/ledger.hpp"

#include "events/fault.hpp"
#include "projections/mail_index.hpp"

#include <fmt/format.h>

namespace faults {
namespace {

const events::incoming_mail* mail_in(const events::payload& what) {
    return std::visit(
        [](const auto& detail) -> const events::incoming_mail* {
            if constexpr (requires { detail.mail.sha256; }) {
                return &detail.mail;
            } else {
                return nullptr;
            }
        },
        what);
}

} // namespace

ledger::ledger(const events::log& log) {
    for (std::uint32_t p = 0; p < log.partitions(); ++p) {
        engine::fold_partition(*this, log, {p}, log.end({p}), 10'000);
    }
}

void ledger::counted(const engine::placed_event& event, const engine::case_state& before,
                     const engine::case_state& after) {
    const auto& about = event.what.about;
    commands_[about.command.str()].push_back(
        {fmt::format("{}:{}", event.place.partition.value, event.place.at), about.subject.str(),
         about.sequence});
    for (const auto& claim : event.what.common.numbers) {
        numbers_[claim.counter].push_back(claim.value);
    }
    if (const auto* mail = mail_in(event.what.detail)) {
        ++mails_[events::hex(mail->sha256)];
    }
    if (projections::is_told_by_mail(event.what.detail)) {
        letters_.insert(projections::outgoing_message_id(about.id, about.office));
    }
    const auto& sealed = event.what.common.sealed;
    boxes_.insert(boxes_.end(), sealed.begin(), sealed.end());
    memory_target::counted(event, before, after);
}

std::vector<std::string> ledger::findings(const events::vault& keys) const {
    std::vector<std::string> out;
    for (const auto& [command, entries] : commands_) {
        if (entries.size() > 1) {
            out.push_back(fmt::format("command {} counts {} times, at {} and {}", command,
                                      entries.size(), entries[0].position, entries[1].position));
        }
    }
    for (const auto& [counter, values] : numbers_) {
        const std::set<std::uint64_t> once{values.begin(), values.end()};
        if (once.size() != values.size() || *once.begin() != 1 || *once.rbegin() != once.size()) {
            out.push_back(fmt::format("counter {} gave {} numbers, {} different ones, {} to {}",
                                      counter, values.size(), once.size(), *once.begin(),
                                      *once.rbegin()));
        }
    }
    for (const auto& box : boxes_) {
        try {
            if (!events::open(keys, box)) {
                out.push_back("the vault has no key of person " + box.person.str());
            }
        } catch (const events::fault& wrong) {
            out.emplace_back(wrong.what());
        }
    }
    return out;
}

} // namespace faults
