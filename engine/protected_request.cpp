#include "engine/protected_request.hpp"

#include "engine/law.hpp"

#include <fmt/format.h>

namespace engine {

void tell_protection(rejection& no, const case_state& state, const command&,
                     const decision_context& context) {
    const auto* by = law::protecting_ground(context.rules, state);
    if (by == nullptr) {
        return;
    }
    no.vi += fmt::format(" Yêu cầu này không được từ chối trong trường hợp: {}.", by->text);
    no.en += fmt::format(" A request may not be refused for this: `{}`.", by->code);
    no.source = by->from.source;
}

} // namespace engine
