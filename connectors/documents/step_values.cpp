#include "connectors/documents/step_values.hpp"

#include "connectors/documents/law_words.hpp"
#include "connectors/mail/official_words.hpp"
#include "connectors/stated_words.hpp"
#include "engine/deadline_math.hpp"
#include "engine/law.hpp"
#include "engine/pressing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace connectors {
namespace {

std::string_view finding_words(events::finding result) {
    switch (result) {
    case events::finding::right:
        return "đúng toàn bộ";
    case events::finding::partly_right:
        return "đúng một phần";
    case events::finding::wrong:
        return "sai toàn bộ";
    }
    return {};
}

using word = std::pair<std::string_view, std::string_view>;

/// In Vietnamese; as it is where nobody knows it.
template <std::size_t N>
std::string translated(const std::array<word, N>& words, const std::string& code) {
    const auto* found = std::ranges::find(words, code, &word::first);
    return found == words.end() ? code : std::string{found->second};
}

constexpr std::array measures{word{"keep", "giữ nguyên"}, word{"amend", "sửa đổi"},
                              word{"cancel", "hủy bỏ"}, word{"stop", "chấm dứt"}};
std::string_view pause_words(events::paused_matter what) {
    switch (what) {
    case events::paused_matter::disputed_act:
        return "tạm dừng việc thực hiện quyết định, hành vi bị khiếu nại";
    case events::paused_matter::enforcement:
        return "yêu cầu cơ quan thi hành án dân sự tạm ngừng việc thi hành án";
    }
    return {};
}

std::string_view review_words(events::review_outcome outcome) {
    switch (outcome) {
    case events::review_outcome::upheld:
        return "việc giải quyết tố cáo đã đúng quy định của pháp luật; yêu cầu nghiêm túc thực "
               "hiện kết luận nội dung tố cáo";
    case events::review_outcome::reopened:
        return "giải quyết lại vụ việc tố cáo";
    }
    return {};
}

std::string_view answer_words(events::document_answer outcome) {
    switch (outcome) {
    case events::document_answer::received:
        return "đã nhận được";
    case events::document_answer::returned:
        return "trả lại";
    }
    return {};
}

constexpr std::array contents{word{"complaint", "khiếu nại"}, word{"denunciation", "tố cáo"},
                              word{"proposal", "kiến nghị, phản ánh"}};

class step_values {
public:
    step_values(const slip_source& from, engine::form_values& into) : from_(from), v_(into) {}

    void of_event(const events::dossier_accepted& accepted) {
        add_papers(accepted.papers);
        add_details(accepted);
        if (from_.state.supplements > 0) { // from then on the days to the promised one are counted
            v_.received_at += "; đầy đủ: " + official_moment(from_.step.about.time);
        }
        v_.sets = accepted.sets ? fmt::format("{:02}", *accepted.sets) : "";
        static constexpr std::array ways{"Bộ phận một cửa", "Qua dịch vụ bưu chính",
                                         "Qua thư điện tử"};
        v_.result_place = ways.at(static_cast<std::size_t>(accepted.result_by));
        for (const auto& one : from_.hand_overs) {
            const auto& to = std::get<events::dossier_handed_over>(one.detail).to;
            v_.handovers.push_back({"Bộ phận một cửa", official_moment(one.about.time),
                                    from_.officer_name(one.about.actor), from_.officer_name(to), "",
                                    ""});
        }
    }
    void of_event(const events::supplement_requested& asked) { add_papers(asked.missing); }
    void of_event(const events::apology_issued& apology) {
        if (from_.promised_before) {
            v_.old_due = official_moment(*from_.promised_before);
        }
        add_reason(in_words(apology.reason));
        // Signed by the head; who that is stands on paper.
        v_.officer.clear();
    }
    void of_event(const events::decision_issued& step) {
        v_.result_place = "Bộ phận một cửa";
        if (step.number) {
            v_.step_number = *step.number;
        }
    }
    void of_event(const events::case_suspended& step) { say_why(in_words(step.reason)); }
    void of_event(const events::case_terminated& step) { say_why(in_words(step.reason)); }
    void of_event(const events::request_withdrawn&) { add_reason("người nộp hồ sơ rút yêu cầu"); }
    void of_event(const events::referred_elsewhere& step) {
        if (!v_.status_name.empty()) {
            v_.reason = from_.note;
        }
        add_agency(step.competent_office);
    }
    void of_event(const events::petition_transferred& step) { add_agency(step.to); }
    void of_event(const events::handed_to_investigators&) {
        v_.agency = "Cơ quan điều tra có thẩm quyền";
    }
    void of_event(const events::petition_split& step) {
        v_.other = translated(contents, step.other);
    }
    void of_event(const events::explanation_requested& step) {
        if (step.from == "lower_agency") {
            v_.agency = "Thủ trưởng cơ quan thi hành án dân sự cấp dưới";
        }
    }
    void of_event(const events::period_extended& step) {
        // Five working days may be prolonged by thirty days of the calendar: Luật Điều 146.
        v_.extended_by = length_text(step.days, step.unit.value_or(unit_of(step.deadline)));
        // Which need not be that of resolving it: whether to take it up may take longer as well.
        if (const auto* open = from_.state.open_deadline(step.deadline)) {
            v_.resolve_by = official_date(engine::last_day_of(open->due));
        }
        add_reason(in_words(step.reason));
    }
    void of_event(const events::disputed_act_paused& step) { v_.measure = pause_words(step.what); }
    void of_event(const events::accused_petition_answered& step) {
        v_.measure = review_words(step.outcome);
    }
    void of_event(const events::lower_agency_pressed& step) {
        const auto& rules = from_.rules;
        v_.number = step.number;
        if (const auto* late = rules.office_in_charge(from_.state.office, written_on())) {
            v_.agency = late->name_on(written_on());
        }
        const auto* name = engine::law::period_name(rules, from_.state.procedure, step.deadline,
                                                    from_.state.law_at(from_.step.about.time));
        v_.other = name == nullptr ? step.deadline : name->vi;
        v_.resolve_by = step.due ? official_date(engine::last_day_of(*step.due)) : "";
        if (const auto* by = engine::law_of_pressing(rules, from_.state.procedure,
                                                     events::office_date(from_.step.about.time))) {
            v_.law = law_in_words(by->from.source);
        }
        add_reason(in_words(step.reason));
    }
    void of_event(const events::agency_document_answered& step) {
        v_.measure = answer_words(step.outcome);
        v_.their_document = "văn bản điện tử số " + step.number +
                            (step.dated ? " ngày " + official_date(*step.dated) : "");
        add_agency(events::office_code{step.sender}); // as it is where it is no office of ours
        add_reason(in_words(step.reason));
    }
    void of_event(const events::resolution_sent&) { add_finding(); }
    void of_event(const events::conclusion_sent&) { add_finding(); }
    void of_event(const auto&) {}

private:
    /// The day that the page bears: an agency is called as it was then.
    [[nodiscard]] events::local_date written_on() const {
        return from_.dated.value_or(events::office_date(from_.step.about.time));
    }

    [[nodiscard]] std::string in_words(const std::string& reason) const {
        return reason_text(reason, from_.words, language::vietnamese);
    }
    /// Where the ground is said by the name that it gives the matter, the reason is what is left to
    /// say; else the ground is the reason.
    void say_why(const std::string& reason) {
        if (!v_.status_name.empty() && !reason.empty()) {
            v_.reason = reason + (from_.note.empty() ? "" : "; " + from_.note);
        }
        add_reason(reason);
    }
    /// Where the officer wrote nothing and named no ground.
    void add_reason(const std::string& reason) {
        if (v_.reason.empty()) {
            v_.reason = reason;
        }
    }

    void add_agency(const std::optional<events::office_code>& office) {
        if (office) {
            const auto* known = from_.rules.find_office(*office);
            v_.competent_office = known == nullptr ? office->str() : known->name_on(written_on());
            v_.agency = v_.competent_office;
        }
    }

    [[nodiscard]] std::string unit_of(const std::string& deadline) const {
        const auto* open = from_.state.open_deadline(deadline);
        return open == nullptr ? "calendar_days" : open->unit;
    }

    void add_finding() {
        if (!from_.found) {
            return;
        }
        if (const auto* one = std::get_if<events::complaint_resolved>(&from_.found->detail)) {
            v_.finding = finding_words(one->result);
            v_.measure = translated(measures, one->measure);
            // Điều 146.2: a security measure is resolved once and for all.
            const bool once = from_.state.kind == events::complaint_kind::account_freeze ||
                              from_.state.kind == events::complaint_kind::other_security_measure;
            v_.remedy =
                from_.state.level == events::instance::first && !once ? "khiếu nại lần hai" : "";
        } else if (const auto* other =
                       std::get_if<events::denunciation_concluded>(&from_.found->detail)) {
            v_.finding = finding_words(other->result);
        }
    }

    void add_papers(const std::vector<std::string>& ids) {
        const auto* known = from_.rules.find(from_.state.procedure);
        const auto days = from_.state.law_at(from_.step.about.time);
        for (const auto& id : ids) {
            engine::paper_line line;
            line.n = std::to_string(v_.papers.size() + 1);
            line.name = id;
            if (known != nullptr) {
                const auto found = std::ranges::find_if(known->papers, [&](const auto& paper) {
                    return paper.id == id && paper.in_force.holds(days);
                });
                line.name = found == known->papers.end() ? id : found->name.vi;
            }
            v_.papers.push_back(std::move(line));
        }
    }

    /// As what and how often each paper was handed in, as far as the counter stated it. A paper
    /// that came as original and as copy says both, part by part.
    void add_details(const events::dossier_accepted& accepted) {
        static constexpr std::array kinds{"Bản chính", "Bản chứng thực", "Bản chụp"};
        for (const auto& one : accepted.paper_details) {
            const auto at = std::ranges::find(accepted.papers, one.paper) - accepted.papers.begin();
            if (static_cast<std::size_t>(at) == accepted.papers.size()) {
                continue; // another writer's
            }
            auto& line = v_.papers.at(static_cast<std::size_t>(at));
            const bool again = !line.kind.empty() || !line.count.empty();
            add_part(line.kind, again,
                     one.kind ? kinds.at(static_cast<std::size_t>(*one.kind)) : "");
            add_part(line.count, again, one.count ? fmt::format("{:02}", *one.count) : "");
        }
    }
    /// What nobody said keeps its place, so that the second count is not read as the first one's.
    static void add_part(std::string& cell, bool again, const std::string& more) {
        cell += (again ? (cell.empty() ? "…; " : "; ") : "") + (again && more.empty() ? "…" : more);
    }

    const slip_source& from_;
    engine::form_values& v_;
};

} // namespace

void add_step_values(const slip_source& from, engine::form_values& into) {
    step_values step{from, into};
    std::visit([&](const auto& detail) { step.of_event(detail); }, from.step.detail);
}

} // namespace connectors
