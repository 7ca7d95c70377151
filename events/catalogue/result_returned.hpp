#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// The person holds the result.
struct result_returned {
    static constexpr std::string_view name = "result_returned";

    return_method by{};
    timeliness against_promise{};

    static constexpr auto fields() {
        return std::tuple{field{"by", &result_returned::by},
                          field{"against_promise", &result_returned::against_promise}};
    }
    bool operator==(const result_returned&) const = default;
};

} // namespace events
