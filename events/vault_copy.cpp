#include "events/vault_copy.hpp"

#include "events/fault.hpp"

#include <fmt/format.h>

namespace events {
namespace {

void copy_secrets(const portable_vault& from, portable_vault& to, vault_copy_report& report) {
    for (const auto& one : from.all_secrets()) {
        const auto known = to.secret(one.kind, one.name);
        if (!known) {
            to.put_secret(one.kind, one.name, one.value);
            ++report.secrets_copied;
        } else if (*known != one.value) {
            ++report.secrets_kept; // an account of the target's own, or a session gone on
        }
    }
}

/// Who has a key at the source has the same one at the target or was erased there; who is erased at
/// the source has none.
void prove(const portable_vault& from, const portable_vault& to) {
    from.each_person([&](std::span<const kept_person> some) {
        for (const auto& one : some) {
            const auto there = to.key(one.person);
            if (there && there != one.key) {
                throw fault("vault-copy-differs",
                            fmt::format("copy the keys of persons: person {} has another key in "
                                        "the target after the copy; stop whoever writes there, and "
                                        "copy again",
                                        one.person.str()));
            }
        }
    });
}

} // namespace

vault_copy_report copy_vault(const portable_vault& from, portable_vault& to) {
    vault_copy_report report;
    from.each_person([&](std::span<const kept_person> some) {
        const auto taken = to.take_over(some);
        report.persons += some.size();
        report.keys_copied += taken.keys;
        report.erased += taken.erased;
    });
    copy_secrets(from, to, report);
    prove(from, to);
    return report;
}

} // namespace events
