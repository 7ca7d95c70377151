#include "engine/rules/wording_findings.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace {

using engine::wording_findings;
using testing::HasSubstr;

const std::string words_of_reasons = "words/reasons.json";

engine::rule_files shipped_words() {
    return engine::read_wording_files(std::filesystem::path{MOTCUA_SOURCE_DIR} / "schemas");
}

/// The one error of the shipped file in which `from` became `to`.
engine::finding error_after(const std::string& from, const std::string& to) {
    auto files = shipped_words();
    auto& text = files.at(words_of_reasons);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto found = wording_findings(files);
    EXPECT_EQ(found.size(), 1U) << from;
    return found.empty() ? engine::finding{} : found.front();
}

TEST(words_of_codes, that_are_shipped_have_no_errors) {
    EXPECT_EQ(shipped_words().size(), 1U);
    for (const auto& files : {shipped_words(), engine::embedded_wording_files()}) {
        for (const auto& one : wording_findings(files)) {
            ADD_FAILURE() << one.file << ":" << one.line << " " << one.pointer << " " << one.reason;
        }
    }
}

TEST(words_of_codes, in_a_language_that_nobody_reads_are_refused_with_file_line_and_reason) {
    const auto whole = testing_support::source_file("schemas/" + words_of_reasons);
    const auto at = whole.find(R"({"code": "heavy_workload")");
    ASSERT_NE(at, std::string::npos);
    const auto line =
        1 + std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    const auto no =
        error_after(R"({"code": "heavy_workload",)", R"({"code": "heavy_workload", "fr": "x",)");
    EXPECT_EQ(no.kind, engine::finding_kind::error);
    EXPECT_EQ(no.file, words_of_reasons);
    EXPECT_EQ(no.line, static_cast<std::size_t>(line));
    EXPECT_EQ(no.what, "heavy_workload");
    EXPECT_THAT(no.reason, HasSubstr("unknown language `fr`"));
}

TEST(words_of_codes, that_would_show_nothing_or_two_things_are_refused) {
    EXPECT_THAT(error_after(R"("en": "there is much work")", R"("en": " ")").reason,
                HasSubstr("no words"));
    EXPECT_THAT(error_after(R"(, "en": "there is much work")", "").reason,
                HasSubstr("`en` are missing"));
    EXPECT_THAT(error_after(R"("code": "heavy_workload")", R"("code": "complex_case")").reason,
                HasSubstr("twice"));
    EXPECT_THAT(error_after(R"("code": "heavy_workload")", R"("code": "Heavy work")").reason,
                HasSubstr("small letters"));
    EXPECT_THAT(error_after(R"("reasons": [)", R"("resons": [)").reason, HasSubstr("no list"));
    EXPECT_THAT(error_after(R"("reasons": [)", R"("reasons": [[)").reason, HasSubstr("not JSON"));
    EXPECT_THAT(wording_findings({{"words/results.json", "{}"}}).front().reason,
                HasSubstr("nothing reads"));
}

} // namespace
