#include "engine/numbering.hpp"

#include "engine/case_code.hpp"
#include "engine/day_for_people.hpp"

#include <fmt/format.h>

namespace engine::numbering {
namespace {

int year_of(events::local_date on) { return static_cast<int>(on.year()); }

std::string yymmdd(events::local_date on) {
    return fmt::format("{:02}{:02}{:02}", year_of(on) % 100, static_cast<unsigned>(on.month()),
                       static_cast<unsigned>(on.day()));
}

std::uint64_t next(const decision_context& context, const std::string& counter) {
    return context.numbers.next(counter);
}

/// A code has four digits for the order of receipt and is never given twice.
rejection no_codes_left(events::local_date on, events::status at) {
    const auto day = day_for_people(on);
    return {
        .code = rejection_code::rule_not_met,
        .rule = "case_codes_of_a_day",
        .vi = fmt::format("Cơ quan đã cấp hết {} mã hồ sơ của ngày {}: mã chỉ có bốn chữ số thứ "
                          "tự. Không nhập được thêm hồ sơ tiếp nhận trong ngày đó; hãy ghi nhận "
                          "việc tiếp nhận trên giấy.",
                          case_codes_a_day, day),
        .en = fmt::format("The office has given all {} case codes of {}: a code has four digits "
                          "for the order of receipt. Nothing more that was received on that day "
                          "can be entered; note the receipt on paper.",
                          case_codes_a_day, day),
        .source = "Thông tư 01/2018/TT-VPCP Điều 19",
        .pointer = {},
        .at = at,
        .allowed = {}};
}

} // namespace

decided<events::number_claim> support_code(const decision_context& context,
                                           const events::office_code& office,
                                           events::local_date on) {
    const std::string day = yymmdd(on);
    events::number_claim claim;
    claim.counter = fmt::format("support/{}/{}", office.str(), day);
    claim.value = next(context, claim.counter);
    claim.text = fmt::format("HT{}-{}-{:04}", office.str(), day, claim.value);
    return claim;
}

decided<events::number_claim> case_code(const decision_context& context,
                                        const events::office_code& office, events::local_date on,
                                        events::status at) {
    events::number_claim claim;
    claim.counter = fmt::format("code/{}/{}", office.str(), yymmdd(on));
    claim.value = next(context, claim.counter);
    if (claim.value > case_codes_a_day) {
        return tl::unexpected(no_codes_left(on, at));
    }
    const auto* agency = context.rules.find_office(office);
    const auto text =
        agency == nullptr
            ? tl::expected<std::string, std::string>{tl::unexpect,
                                                     "office " + office.str() + " is not known"}
            : to_text(engine::case_code{agency->agency.code, on, static_cast<int>(claim.value)});
    if (!text) {
        return tl::unexpected(rejection{.code = rejection_code::invalid_input,
                                        .rule = "case_code",
                                        .vi = "Không cấp được mã hồ sơ: " + text.error(),
                                        .en = "No case code can be given: " + text.error(),
                                        .source = "Thông tư 01/2018/TT-VPCP Điều 19",
                                        .pointer = "/office",
                                        .at = at,
                                        .allowed = {}});
    }
    claim.text = *text;
    return claim;
}

events::number_claim register_line(const decision_context& context,
                                   const events::office_code& office, events::local_date on) {
    events::number_claim claim;
    claim.counter = fmt::format("register/{}/{}", office.str(), year_of(on));
    claim.value = next(context, claim.counter);
    claim.text = fmt::format("{}/{}", claim.value, year_of(on));
    return claim;
}

events::number_claim slip(const decision_context& context, const events::office_code& office,
                          events::local_date on, std::string_view series, std::string_view suffix) {
    events::number_claim claim;
    claim.counter = fmt::format("{}/{}/{}", series, office.str(), year_of(on));
    claim.value = next(context, claim.counter);
    claim.text = fmt::format("{:02}/{}", claim.value, suffix);
    return claim;
}

std::string document_counter(const events::office_code& office, events::local_date on) {
    return fmt::format("document/{}/{}", office.str(), year_of(on));
}

std::string letter_number(const rule_set& rules, const events::office_code& office,
                          events::local_date on, std::string_view kind,
                          std::optional<std::uint64_t> value) {
    const auto* agency = rules.find_office(office);
    return fmt::format("{}/{}{}{}", value ? fmt::format("{:02}", *value) : ".......", kind,
                       kind.empty() ? "" : "-",
                       agency == nullptr ? "CCTHADS" : agency->sign_on(on));
}

events::number_claim document(const decision_context& context, const events::office_code& office,
                              events::local_date on) {
    events::number_claim claim;
    claim.counter = document_counter(office, on);
    claim.value = next(context, claim.counter);
    claim.text = letter_number(context.rules, office, on, "QĐ", claim.value);
    return claim;
}

events::number_claim closing(const decision_context& context, const events::office_code& office) {
    events::number_claim claim;
    claim.counter = fmt::format("register/closings/{}", office.str());
    claim.value = next(context, claim.counter);
    claim.text = std::to_string(claim.value);
    return claim;
}

} // namespace engine::numbering
