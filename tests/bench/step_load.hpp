#pragma once

#include "tests/bench/case_walk.hpp"
#include "tests/bench/http_load.hpp"

#include <map>
#include <string>
#include <vector>

namespace bench {

/// Clients that walk cases through the API as officers do: each connection takes the next step of
/// its own case once the last one is answered.
class step_load {
public:
    /// `tokens` sign the officers of the roles in.
    step_load(std::size_t connections, std::map<events::role, std::string> tokens);

    /// Asks for the case after each step, with its place, until the step is there.
    void look_after_each_step() { looks_ = true; }
    [[nodiscard]] load_request next(const load_turn& turn);
    /// Throws events::fault for any answer but the one that a lawful step gets.
    void answered(const load_answer& what);

    /// Steps that were counted, and the time until a query showed them.
    [[nodiscard]] std::uint64_t steps() const { return steps_; }
    [[nodiscard]] const latency_histogram& answers() const { return answers_; }
    [[nodiscard]] const latency_histogram& visible() const { return visible_; }
    /// Of a step's request and answer, with their header fields.
    [[nodiscard]] double request_bytes() const;
    [[nodiscard]] double answer_bytes() const;

private:
    struct walker {
        std::uint64_t number = 0;
        const walk* steps = nullptr;
        std::size_t at = 0;
        events::office_code office;
        std::string code;
        std::string tag;      ///< ETag of the case as the last answer showed it
        std::string position; ///< of a step that has not been looked at yet
        std::string version;
        std::chrono::steady_clock::time_point due;
    };
    [[nodiscard]] load_request look(const walker& who) const;

    case_walks walks_;
    std::map<events::role, std::string> tokens_;
    std::vector<walker> walkers_;
    std::uint64_t run_; ///< no two runs use the same keys
    bool looks_ = false;
    std::uint64_t cases_ = 0;
    std::uint64_t steps_ = 0;
    std::uint64_t sent_ = 0;
    std::uint64_t request_bytes_ = 0;
    std::uint64_t answer_bytes_ = 0;
    latency_histogram answers_;
    latency_histogram visible_;
};

} // namespace bench
