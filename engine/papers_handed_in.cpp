#include "engine/papers_handed_in.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace engine {
namespace {

/// Far above what anybody hands in, and far below what the sum of a dossier's sheets can hold.
constexpr std::uint64_t counted_max = 99'999;

/// The names of a procedure's papers, whichever text asks for them.
std::vector<std::string> names_of_papers(const procedure& known) {
    std::vector<std::string> names;
    for (const auto& one : known.papers) {
        if (std::ranges::count(names, one.id) == 0) {
            names.push_back(one.id);
        }
    }
    return names;
}

rejection wrong_input(std::string_view rule, std::string pointer, std::string vi, std::string en) {
    return {.code = rejection_code::invalid_input,
            .rule = std::string{rule},
            .vi = std::move(vi),
            .en = std::move(en),
            .source = {},
            .pointer = std::move(pointer),
            .allowed = {}};
}

std::optional<rejection> unknown_paper(const step_input& step, const stated_filing& offer) {
    const auto* known = step.context.rules.find(step.state.procedure);
    if (known == nullptr) {
        return std::nullopt;
    }
    const auto names = names_of_papers(*known);
    const auto wrong = std::ranges::find_if(offer.papers, [&](const std::string& paper) {
        return std::ranges::count(names, paper) == 0;
    });
    if (wrong == offer.papers.end()) {
        return std::nullopt;
    }
    const auto list = fmt::format("{}", fmt::join(names, ", "));
    return wrong_input("paper_is_known", fmt::format("/papers/{}", wrong - offer.papers.begin()),
                       fmt::format("Thủ tục không có giấy tờ `{}`. Các giấy tờ: {}. Giấy tờ khác "
                                   "thì đưa vào hồ sơ bằng attach_document.",
                                   *wrong, list),
                       fmt::format("The procedure knows no paper `{}`. It knows: {}. Put others "
                                   "into the dossier with attach_document.",
                                   *wrong, list));
}

std::optional<rejection> uncountable(std::optional<std::uint64_t> counted, std::string pointer) {
    if (!counted || (*counted > 0 && *counted <= counted_max)) {
        return std::nullopt;
    }
    return wrong_input(
        "count_is_possible", std::move(pointer),
        fmt::format("Phải từ 1 đến {}; chưa đếm thì không ghi.", counted_max),
        fmt::format("Must be from 1 to {}; leave it out where nobody counted.", counted_max));
}

/// Nothing of what is said of one paper twice could be told apart on the slip.
std::optional<rejection> said_twice(const stated_filing& offer, std::size_t i,
                                    const std::string& at) {
    const auto& one = offer.paper_details[i];
    for (std::size_t before = 0; before < i; ++before) {
        const auto& other = offer.paper_details[before];
        if (other.paper == one.paper && other.kind == one.kind) {
            return wrong_input(
                "paper_is_counted_once", at,
                fmt::format("Giấy tờ `{}` cùng loại đã ghi ở /paper_details/{}; hãy gộp số lượng.",
                            one.paper, before),
                fmt::format("The paper `{}` of the same kind stands at /paper_details/{} already; "
                            "add the counts up.",
                            one.paper, before));
        }
    }
    return std::nullopt;
}

std::optional<rejection> impossible_detail(const stated_filing& offer, std::size_t i) {
    const auto& one = offer.paper_details[i];
    const auto at = fmt::format("/paper_details/{}", i);
    if (std::ranges::count(offer.papers, one.paper) == 0) {
        return wrong_input(
            "paper_is_handed_in", at + "/paper",
            fmt::format("Giấy tờ `{}` không có trong `papers`. Giấy tờ đã nhận thì ghi cả ở đó.",
                        one.paper),
            fmt::format("The paper `{}` is not among the `papers`. What was handed in is named "
                        "there too.",
                        one.paper));
    }
    if (auto no = said_twice(offer, i, at)) {
        return no;
    }
    if (auto no = uncountable(one.count, at + "/count")) {
        return no;
    }
    return uncountable(one.sheets, at + "/sheets");
}

} // namespace

std::optional<rejection> impossible_papers(const step_input& step, const stated_filing& offer) {
    if (auto no = unknown_paper(step, offer)) {
        return no;
    }
    for (std::size_t i = 0; i < offer.paper_details.size(); ++i) {
        if (auto no = impossible_detail(offer, i)) {
            return no;
        }
    }
    return std::nullopt;
}

std::optional<rejection> impossible_sets(std::optional<std::uint64_t> sets) {
    return uncountable(sets, "/sets");
}

} // namespace engine
