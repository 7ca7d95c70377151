#pragma once

#include "connectors/mail/recognise.hpp"
#include "engine/case_state.hpp"
#include "events/ids.hpp"
#include "events/log.hpp"
#include "events/vault.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// What the projections know of an office's earlier mail.
class indexed_mail : public known_mail {
public:
    indexed_mail(const projections::snapshot& view, const events::log& log,
                 const events::vault& keys, const events::office_code& office)
        : view_(view), log_(log), keys_(keys), office_(office) {}

    [[nodiscard]] std::optional<std::string>
    by_message_id(const std::string& message_id) const override;
    [[nodiscard]] std::optional<std::string>
    by_content_key(const std::string& content_key) const override;
    [[nodiscard]] std::optional<std::string>
    by_case_code(const std::string& case_code) const override;
    [[nodiscard]] bool has_writer(const std::string& case_ref,
                                  const std::string& address) const override;

    /// Under whose key an earlier step of the case has what that person said from this address, in
    /// lower case. Empty when none does, or the person was erased.
    [[nodiscard]] std::optional<events::person_id>
    who_wrote_before(const engine::case_state& state, const std::string& address) const;

private:
    [[nodiscard]] std::optional<std::string>
    first(const std::vector<projections::known_mail>& found) const;

    const projections::snapshot& view_;
    const events::log& log_;
    const events::vault& keys_;
    const events::office_code& office_;
};

} // namespace connectors
