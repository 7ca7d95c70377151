#include "ops/output/problem_text.hpp"

#include "ops/output/width.hpp"

namespace ops {
namespace {

void line(printer& to, std::string_view name, const std::string& text) {
    if (!text.empty()) {
        to.warn("  " + std::string{name} + ": " + printable(text));
    }
}

std::string joined(const json& list) {
    std::string out;
    for (const auto& one : list) {
        out += (out.empty() ? "" : ", ") + (one.is_string() ? one.get<std::string>() : one.dump());
    }
    return out;
}

void say_newer(printer& to, const json& newer) {
    for (const auto& step : newer) {
        if (step.is_object()) {
            line(to, to.in("bước mới", "newer step"),
                 office_time(step.value("time", "")) + " " +
                     step.value("actor_name", step.value("actor", "")) + " " +
                     step.value("type", ""));
        }
    }
}

} // namespace

void say_problem(printer& to, int status, const std::string& problem) {
    const auto told = json::parse(problem, nullptr, false);
    if (!told.is_object()) {
        to.warn("the server answered " + std::to_string(status) + " without saying why");
        return;
    }
    auto title = printable(told.value("title", std::to_string(status)));
    const auto detail = printable(told.value("detail", ""));
    to.warn(to.bad(title) + (detail.empty() ? "" : ": " + detail));
    line(to, to.in("quy tắc", "rule"), told.value("rule", ""));
    line(to, to.in("căn cứ", "source"), told.value("source", ""));
    line(to, to.in("hồ sơ đang ở", "the case is at"), told.value("case_status_label", ""));
    line(to, to.in("được phép", "open now"), joined(told.value("allowed", json::array())));
    for (const auto& ground : told.value("grounds", json::array())) {
        line(to, to.in("căn cứ có thể nêu", "possible ground"),
             ground.value("code", "") + ": " + ground.value("text", ""));
    }
    line(to, to.in("tham số", "parameter"), told.value("parameter", ""));
    for (const auto& wrong : told.value("errors", json::array())) {
        const auto pointer = wrong.value("pointer", "");
        line(to, pointer.empty() ? to.in("toàn bộ", "the whole") : std::string_view{pointer},
             wrong.value("detail", ""));
    }
    say_newer(to, told.value("newer", json::array()));
    line(to, to.in("mã", "code"), told.value("code", ""));
    if (const auto fault = told.value("fault", ""); !fault.empty()) {
        line(to, to.in("sự cố", "fault"), fault + " (ops/runbooks/" + fault + ".md)");
    }
    if (status >= 500) {
        line(to, "trace_id", told.value("trace_id", ""));
    }
}

} // namespace ops
