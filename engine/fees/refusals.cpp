#include "engine/fees/refusals.hpp"

#include "engine/day_for_people.hpp"

#include <fmt/format.h>

namespace engine {
namespace {

bilingual how_rounded(rounding how) {
    switch (how) {
    case rounding::down:
        return {"làm tròn xuống", "rounded down"};
    case rounding::nearest:
        return {"làm tròn đến đồng gần nhất", "rounded to the nearest đồng"};
    case rounding::up:
        return {"làm tròn lên", "rounded up"};
    case rounding::not_stated:
        break;
    }
    return {"không làm tròn", "not rounded"};
}

} // namespace

sum_refusal no_rules_on(local_date day) {
    return {
        "no_rules_then",
        {fmt::format("Chưa có quy định đã kiểm chứng áp dụng cho ngày {}.", day_for_people(day)),
         fmt::format("No verified rule applies on {}.", events::to_text(day))},
        ""};
}

sum_refusal bad_amount(std::string_view what) {
    return {"amount_invalid",
            {fmt::format("{}: phải là số đồng từ 0 đến {}.", what, dong_text(dong_max)),
             fmt::format("{}: whole đồng from 0 to {}.", what, dong_max)},
            ""};
}

sum_refusal unknown_code(std::string_view what, const std::string& code) {
    return {fmt::format("unknown_{}", what),
            {fmt::format("Không có `{}` trong quy định đang áp dụng.", code),
             fmt::format("The rules in force have no {} `{}`.", what, code)},
            ""};
}

sum_refusal not_adopted(std::string_view code, const bilingual& what, const provenance& from) {
    return {fmt::format("{}_not_adopted", code),
            {what.vi +
                 " chưa được kiểm chứng; hãy xác nhận trong dữ liệu pháp luật hoặc nêu rõ khi "
                 "tính.",
             what.en + " is not verified; adopt it in the legal data or state it when asking."},
            from.source};
}

sum_answer<std::int64_t> rounded(const money& sum, const rounding_rule& rule, rounding stated,
                                 std::vector<sum_step>& steps) {
    const auto ruled = rule.applied();
    const auto how = ruled != rounding::not_stated ? ruled : stated;
    const auto dong = sum.dong(how);
    if (!dong) {
        return tl::unexpected(
            sum_refusal{"rounding_not_stated",
                        {fmt::format("Kết quả {} không tròn đồng và văn bản không quy định cách "
                                     "làm tròn; hãy nêu cách làm tròn.",
                                     exact_text(sum)),
                         fmt::format("The sum {} is no whole number of đồng, and the text has no "
                                     "rule of rounding: state one.",
                                     exact_text(sum))},
                        rule.on.from.source});
    }
    if (!sum.whole()) {
        const auto words = how_rounded(how);
        const bool by_rule = ruled != rounding::not_stated;
        steps.push_back({"rounding", words.vi + (by_rule ? "" : " (theo lựa chọn của người tính)"),
                         words.en + (by_rule ? "" : " (as chosen by whoever asks)"),
                         by_rule ? rule.on.from.source : std::string{}, dong_text(*dong)});
    }
    return *dong;
}

} // namespace engine
