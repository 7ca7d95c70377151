#include "events/instant.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <charconv>

namespace ops {
namespace {

const std::vector<column> clock_lines{
    {"Đồng hồ", "Clock", "/now", shape::time},
    {"Đặt được", "May be moved", "/may_be_moved", shape::yes},
};

/// `+2d`, `+3h`, `+30m`, `+15s`, also several in a row: `+1d12h`.
std::int64_t span_ms(const std::string& text) {
    const auto wrong = [&] {
        return usage_error(text + " is no span of time", "for instance +2d, +3h, +30m or +1d12h");
    };
    std::int64_t sum = 0;
    const char* at = text.data() + (text.starts_with("+") ? 1 : 0);
    const char* const end = text.data() + text.size();
    if (at == end) {
        throw wrong();
    }
    while (at != end) {
        std::int64_t count = 0;
        const auto [stop, error] = std::from_chars(at, end, count);
        constexpr std::int64_t most = 100'000'000;
        if (error != std::errc{} || stop == end || count < 0 || count > most) {
            throw wrong();
        }
        constexpr std::int64_t s = 1000;
        switch (*stop) {
        case 'd':
            sum += count * 24 * 60 * 60 * s;
            break;
        case 'h':
            sum += count * 60 * 60 * s;
            break;
        case 'm':
            sum += count * 60 * s;
            break;
        case 's':
            sum += count * s;
            break;
        default:
            throw wrong();
        }
        at = stop + 1;
    }
    return sum;
}

int show_clock(invocation& on, const arguments&) {
    on.out().one(ask_json(on.api(), {.path = "/v1/clock"}), clock_lines);
    return done;
}

int change(invocation& on, const json& body) {
    if (!on.is_remote()) {
        throw usage_error("a folder has no clock of its own",
                          "with --now TIME a command acts at another time");
    }
    on.out().one(ask_json(on.api(), {.method = connectors::http_method::post,
                                     .path = "/v1/clock",
                                     .body = body.dump()}),
                 clock_lines);
    return done;
}

int move(invocation& on, const arguments& given) {
    return change(on, {{"move_ms", span_ms(given.text("SPAN"))}});
}

int set(invocation& on, const arguments& given) {
    const auto& text = given.text("TIME");
    auto at = events::instant_from_text(text);
    if (const auto day = events::date_from_text(text); !at && day) {
        at = events::at_office(*day, std::chrono::hours{8});
    }
    if (!at) {
        throw usage_error(text + " is neither a day nor an RFC 3339 time");
    }
    return change(on, {{"set", events::to_text(*at)}});
}

} // namespace

noun clock_noun() {
    return {
        "clock",
        "The clock of a demonstration",
        {
            {"show", "The time by which the server goes", {"motcua clock show"}, {}, show_clock},
            {"move",
             "Move the clock on, and watch deadlines pass",
             {"motcua clock move +2d", "motcua clock move +1d12h"},
             {word("SPAN", "For instance +2d, +3h, +30m")},
             move},
            {"set",
             "Set the clock",
             {"motcua clock set 2017-06-09T00:00:01+07:00"},
             {word("TIME", "A day, which begins at 08:00, or an RFC 3339 time")},
             set},
        }};
}

} // namespace ops
