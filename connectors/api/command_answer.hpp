#pragma once

#include "connectors/api/next_view.hpp"
#include "engine/node.hpp"

#include <string>
#include <vector>

namespace connectors::api {

/// What a command did.
struct step_taken {
    std::string code;
    events::case_id subject;
    events::office_code office;
    events::status status{};
    std::string status_label;
    std::uint64_t version = 0;
    events::event_id event;
    std::string position;
    bool repeated = false;         ///< it had been done before, by a request with the same key
    std::vector<std::string> next; ///< commands that are open now
    static constexpr auto fields() {
        using v = step_taken;
        using events::field;
        return std::tuple{field{"code", &v::code},
                          field{"case", &v::subject},
                          field{"office", &v::office},
                          field{"status", &v::status},
                          field{"status_label", &v::status_label},
                          field{"version", &v::version},
                          field{"event", &v::event},
                          field{"position", &v::position},
                          field{"repeated", &v::repeated},
                          field{"next", &v::next}};
    }
};

/// Where a command's id comes from, which says what it means that it has counted before.
enum class named_by {
    client_key, ///< the caller's: it may have stood for something else, or be somebody else's
    itself,     ///< it follows from what is asked, or is known to have counted for just that, so
                ///< that whoever asks the same finds it done
};

/// Answers with what became of a command. Called when the fold has passed it, never on the node's
/// thread: it reads.
[[nodiscard]] http_response answer_of(call& of, const engine::command& asked,
                                      const engine::answer& told, named_by id);

/// Throws refusal `unavailable` or `outcome_unknown`: the log did not say, which is neither yes nor
/// no.
[[noreturn]] void refuse_unrecorded(const engine::unavailable& told);

/// For requests that take many steps, whose ids are the same when they are asked again: whether
/// this one was recorded; false when it was refused. Throws as refuse_unrecorded() when the log did
/// not say.
[[nodiscard]] bool is_recorded(const engine::answer& told);

} // namespace connectors::api
