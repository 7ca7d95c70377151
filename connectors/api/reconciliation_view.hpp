#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace connectors::api {

/// One side of a voucher.
struct voucher_side {
    events::money_kind kind{};
    std::int64_t amount = 0;
    events::local_date dated{};
    static constexpr auto fields() {
        using v = voucher_side;
        using events::field;
        return std::tuple{field{"kind", &v::kind}, field{"amount", &v::amount},
                          field{"dated", &v::dated}};
    }
};

struct voucher_line {
    std::string list; ///< agreed, only_ours, only_theirs, different
    std::string matter;
    std::string voucher;
    std::optional<voucher_side> ours;
    std::optional<voucher_side> theirs;
    std::optional<std::uint64_t> line; ///< of the file
    bool reconciled = false;           ///< signed for already
    static constexpr auto fields() {
        using v = voucher_line;
        using events::field;
        return std::tuple{field{"list", &v::list},
                          field{"matter", &v::matter},
                          field{"voucher", &v::voucher},
                          field{"ours", &v::ours},
                          field{"theirs", &v::theirs},
                          field{"line", &v::line},
                          field{"reconciled", &v::reconciled}};
    }
};

struct reconciliation_view {
    std::string period;
    std::uint64_t agreed = 0;
    std::uint64_t only_ours = 0;
    std::uint64_t only_theirs = 0;
    std::uint64_t different = 0;
    std::int64_t ours = 0;   ///< đồng, collected less paid out
    std::int64_t theirs = 0; ///< the same
    std::vector<voucher_line> items;
    static constexpr auto fields() {
        using v = reconciliation_view;
        using events::field;
        return std::tuple{field{"period", &v::period},       field{"agreed", &v::agreed},
                          field{"only_ours", &v::only_ours}, field{"only_theirs", &v::only_theirs},
                          field{"different", &v::different}, field{"ours", &v::ours},
                          field{"theirs", &v::theirs},       field{"items", &v::items}};
    }
};

struct signed_view {
    std::string period;
    std::string sha256;         ///< of the accounting file, which is kept
    std::uint64_t cases = 0;    ///< that got their event
    std::uint64_t vouchers = 0; ///< that were signed for
    std::uint64_t left = 0; ///< of either side, that stay open: they differ or one side lacks them
    std::uint64_t unknown = 0; ///< lines of the file that name no case of the office
    std::uint64_t refused = 0; ///< cases that moved on in the meantime
    static constexpr auto fields() {
        using v = signed_view;
        using events::field;
        return std::tuple{field{"period", &v::period},  field{"sha256", &v::sha256},
                          field{"cases", &v::cases},    field{"vouchers", &v::vouchers},
                          field{"left", &v::left},      field{"unknown", &v::unknown},
                          field{"refused", &v::refused}};
    }
};

} // namespace connectors::api
