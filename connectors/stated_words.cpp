#include "connectors/stated_words.hpp"

#include "connectors/sealed_object.hpp"
#include "engine/clear_text.hpp"

#include <algorithm>
#include <array>

namespace connectors {
namespace {

/// Codes that offices need often. Any other may be stated; its words are its own then.
struct named_reason {
    std::string_view code;
    std::string_view vi;
    std::string_view en;
};

constexpr std::array named_reasons{
    named_reason{"complex_case", "hồ sơ, vụ việc phức tạp", "the matter is complex"},
    named_reason{"heavy_workload", "khối lượng công việc lớn", "there is much work"},
    named_reason{"awaiting_supplement", "chờ người yêu cầu bổ sung hồ sơ",
                 "the applicant is to supplement the dossier"},
    named_reason{"awaiting_other_body", "chờ kết luận, trả lời của cơ quan khác",
                 "another body is to answer"},
    named_reason{"awaiting_verification", "chờ kết quả xác minh", "the verification has not ended"},
    named_reason{"asked_by_person", "theo đề nghị của người nộp hồ sơ", "the person asked for it"},
    named_reason{"no_show", "người yêu cầu không đến theo lịch hẹn",
                 "the person did not come to the appointment"},
    named_reason{"no_answer", "quá thời gian hướng dẫn mà người yêu cầu không bổ sung",
                 "the person did not answer the guidance"},
    named_reason{"guided", "đã hướng dẫn, không còn yêu cầu",
                 "the person was guided, and asks for nothing more"},
    named_reason{"not_a_request", "không phải yêu cầu về thi hành án",
                 "it is no request about enforcement"},
    named_reason{"withdrawn", "người nộp đơn đã rút đơn", "the person withdrew"},
    named_reason{"person_died", "người nộp đơn chết mà không có người kế thừa",
                 "the person died, and nobody succeeds"},
    named_reason{"no_means", "người phải thi hành án chưa có điều kiện thi hành án",
                 "the debtor has no means yet"},
    named_reason{"creditor_agrees", "người được thi hành án đồng ý", "the creditor agrees"},
    named_reason{"creditor_waives", "người được thi hành án thôi yêu cầu thi hành án",
                 "the creditor waives the rest"},
    named_reason{"judgment_annulled", "bản án, quyết định được thi hành đã bị hủy",
                 "the judgment was annulled"},
    named_reason{"notice_of_court", "có thông báo của Tòa án", "a court has given notice"},
};

} // namespace

const events::sealed_box* words_box(const events::event& what) {
    const auto& boxes = what.common.sealed;
    const auto box = std::ranges::find(boxes, events::words_part, &events::sealed_box::part);
    return box == boxes.end() ? nullptr : &*box;
}

std::string stated_words(const events::event& what, const events::vault& keys) {
    const auto* box = words_box(what);
    return box == nullptr ? std::string{} : text_member(opened_object(keys, *box), "text");
}

std::string reason_text(std::string_view reason, const std::string& words, language in) {
    if (!words.empty() || reason == engine::stated_in_words) {
        return words;
    }
    const auto* const known = std::ranges::find(named_reasons, reason, &named_reason::code);
    if (known == named_reasons.end()) {
        return std::string{reason};
    }
    return std::string{in == language::vietnamese ? known->vi : known->en};
}

} // namespace connectors
