#pragma once

#include "connectors/api/answer_json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace projections {
struct rebuild_progress;
}

namespace connectors::api {

/// A table in which the rebuilt projections differ from those that were in use.
struct table_difference_view {
    std::string projection;
    std::string table;
    std::uint64_t rows = 0;
    std::uint64_t rebuilt_rows = 0;
    std::string first_key; ///< of the first row that differs
    std::string how;       ///< missing, surplus or other_value, in those that were in use

    static constexpr auto fields() {
        using v = table_difference_view;
        using events::field;
        return std::tuple{field{"projection", &v::projection},
                          field{"table", &v::table},
                          field{"rows", &v::rows},
                          field{"rebuilt_rows", &v::rebuilt_rows},
                          field{"first_key", &v::first_key},
                          field{"how", &v::how}};
    }
};

struct rebuild_report_view {
    std::string position; ///< of both when they were compared
    std::uint64_t records = 0;
    std::uint64_t rows = 0;
    bool same = false;
    bool switched = false;
    std::optional<std::string> sha256;     ///< of all rows that were in use
    std::string rebuilt_sha256;            ///< of all rebuilt rows
    std::optional<std::string> unreadable; ///< damage in what was in use; it was not compared
    std::int64_t loading_ms = 0;
    std::int64_t comparing_ms = 0;
    std::vector<table_difference_view> differences;

    static constexpr auto fields() {
        using v = rebuild_report_view;
        using events::field;
        return std::tuple{field{"position", &v::position},
                          field{"records", &v::records},
                          field{"rows", &v::rows},
                          field{"same", &v::same},
                          field{"switched", &v::switched},
                          field{"sha256", &v::sha256},
                          field{"rebuilt_sha256", &v::rebuilt_sha256},
                          field{"unreadable", &v::unreadable},
                          field{"loading_ms", &v::loading_ms},
                          field{"comparing_ms", &v::comparing_ms},
                          field{"differences", &v::differences}};
    }
};

/// How far a rebuild is, or how the last one ended.
struct rebuild_view {
    std::string
        phase; ///< idle, loading, finishing, following, comparing, switching, done, failed …
    bool running = false;
    std::uint64_t passed = 0;
    std::uint64_t total = 0;
    std::uint64_t events_per_second = 0;
    std::optional<std::int64_t> left_ms;
    std::optional<std::string> problem;
    std::optional<rebuild_report_view> report;

    static constexpr auto fields() {
        using v = rebuild_view;
        using events::field;
        return std::tuple{field{"phase", &v::phase},
                          field{"running", &v::running},
                          field{"passed", &v::passed},
                          field{"total", &v::total},
                          field{"events_per_second", &v::events_per_second},
                          field{"left_ms", &v::left_ms},
                          field{"problem", &v::problem},
                          field{"report", &v::report}};
    }
};

[[nodiscard]] rebuild_view view_of(const projections::rebuild_progress& progress);

} // namespace connectors::api
