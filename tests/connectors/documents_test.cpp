#include "connectors/documents/pdf.hpp"
#include "connectors/documents/pdf_canvas.hpp"
#include "connectors/documents/qr.hpp"
#include "engine/forms/compose.hpp"
#include "engine/rule_set.hpp"
#include "events/fault.hpp"
#include "tests/support/child_test.hpp"
#include "tests/support/form_samples.hpp"
#include "tests/support/form_texts.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/tools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <regex>

namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::forms;
using testing_support::words_of;

events::local_date day(std::string_view text) { return events::date_from_text(text).value(); }
const auto drawn_at = events::at_office(day("2017-06-05"), std::chrono::hours{9});

/// In the version of that day; of a form that is younger, in its first.
engine::composed_document composed(std::string_view id, const engine::form_values& values,
                                   std::string_view received = "2017-06-05") {
    const auto* form = engine::find_form(forms(), id);
    const auto* version = form->version_on(day(received));
    return engine::compose(*form, version != nullptr ? *version : form->versions.front(), values);
}

std::string pdf_of(std::string_view id) {
    return connectors::to_pdf(composed(id, testing_support::sample_form_values()), "THADS",
                              drawn_at);
}

using testing_support::output_of;

/// A PDF on disk, for the tools that read PDFs back.
class pdf_file {
public:
    explicit pdf_file(const std::string& bytes) {
        std::ofstream{path(), std::ios::binary} << bytes;
    }
    [[nodiscard]] std::string path() const { return (folder_.path() / "d.pdf").string(); }
    [[nodiscard]] std::string text() const {
        return output_of("pdftotext -layout " + path() + " -");
    }
    [[nodiscard]] std::string about() const { return output_of("pdfinfo " + path()); }
    [[nodiscard]] std::string code() const {
        const auto picture = (folder_.path() / "page").string();
        (void)output_of("pdftoppm -r 150 -png -singlefile " + path() + " " + picture);
        return output_of("zbarimg --quiet --raw -Sdisable -Sqrcode.enable " + picture + ".png");
    }

private:
    support::temporary_folder folder_;
};

TEST(forms, show_their_values_as_plain_text) {
    ASSERT_EQ(forms().size(), 46U);
    for (const auto& form : forms()) {
        for (const auto& version : form.versions) {
            testing_support::expect_golden(
                "forms/" + form.id + "." + version.id + ".txt",
                engine::to_text(
                    engine::compose(form, version, testing_support::sample_form_values())));
        }
    }
}

TEST(forms, are_chosen_by_the_day_on_which_the_case_was_received) {
    const auto* apology = engine::find_form(forms(), "apology_slip");
    EXPECT_EQ(apology->version_on(day("2017-06-01"))->id, "qd09_2015");
    EXPECT_EQ(apology->version_on(day("2019-01-05"))->id, "qd09_2015");
    EXPECT_EQ(apology->version_on(day("2019-01-06"))->id, "tt01_2018");
    EXPECT_EQ(apology->version_on(day("2025-06-30"))->id, "tt01_2018");
    EXPECT_EQ(apology->version_on(day("2025-07-01"))->id, "nd118_2025");
    EXPECT_EQ(apology->version_on(day("2025-09-14"))->id, "nd118_2025");
    EXPECT_EQ(apology->version_on(day("2025-09-15"))->id, "tt03_2025");
    EXPECT_EQ(apology->version_on(day("2017-05-31")), nullptr);
    const auto values = testing_support::sample_form_values();
    EXPECT_THAT(engine::to_text(composed("apology_slip", values, "2025-06-30")),
                HasSubstr("PHIẾU XIN LỖI"));
    EXPECT_THAT(engine::to_text(composed("apology_slip", values, "2025-09-15")),
                HasSubstr("VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"));
}

/// TT 03/2025/TT-VPCP is of 15/09/2025; NĐ 118/2025/NĐ-CP is in force from 01/07/2025.
TEST(forms, cite_the_circular_of_2025_from_its_own_day_only) {
    for (const auto* received : {"2025-07-01", "2025-09-14"}) {
        for (const auto& form : forms()) {
            const auto* version = form.version_on(day(received));
            if (form.id == "request_receipt") {
                EXPECT_EQ(version, nullptr) << "NĐ 152/2026/NĐ-CP art. 9.4 asks for it first";
                continue;
            }
            ASSERT_NE(version, nullptr) << form.id;
            EXPECT_THAT(engine::to_text(engine::compose(form, *version, {})),
                        Not(HasSubstr("03/2025/TT-VPCP")))
                << form.id << " " << received;
            EXPECT_FALSE(version->on.from.source.starts_with("TT 03/2025/TT-VPCP")) << form.id;
        }
    }
}

TEST(forms, that_nobody_has_verified_say_so_on_the_page) {
    for (const auto& form : forms()) {
        for (const auto& version : form.versions) {
            const auto text = engine::to_text(engine::compose(form, version, {}));
            EXPECT_EQ(version.on.adopted, version.on.from.may_be_default()) << form.id;
            EXPECT_EQ(text.find("chưa được cơ quan xác nhận áp dụng") == std::string::npos,
                      version.on.adopted)
                << form.id << " " << version.id;
        }
    }
}

TEST(forms, leave_dots_where_a_value_is_missing_and_drop_what_depends_on_it) {
    auto values = testing_support::sample_form_values();
    values.phone.clear();
    values.competent_office.clear();
    const auto text = engine::to_text(composed("refusal_slip", values));
    EXPECT_THAT(text, HasSubstr("Số điện thoại: ....................; email: khoi.le@example.vn"));
    EXPECT_THAT(text, Not(HasSubstr("Cơ quan có thẩm quyền")));
}

TEST(forms, never_read_a_value_for_further_names) {
    auto values = testing_support::sample_form_values();
    values.name = "{{phone}}";
    EXPECT_THAT(engine::to_text(composed("receipt_slip", values)),
                HasSubstr("Tiếp nhận hồ sơ của: {{phone}}\n"));
}

TEST(documents, hold_vietnamese_text_that_can_be_read_back) {
    for (const auto& form : forms()) {
        const auto text = words_of(pdf_file{pdf_of(form.id)}.text());
        const bool to_agency = form.letter && form.letter->to == engine::letter_recipient::agency;
        for (const auto* part :
             {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
              "Cà Mau, ngày 05 tháng 6 năm 2017", to_agency ? "huyện Cái Nước" : "Lê Quốc Khởi"}) {
            EXPECT_THAT(text, HasSubstr(part)) << form.id;
        }
    }
    const auto slip = words_of(pdf_file{pdf_of("receipt_slip")}.text());
    EXPECT_THAT(slip, HasSubstr("Bản án số 12/2017/DS-ST ngày 20/3/2017 của"));
    EXPECT_THAT(slip, HasSubstr("Nguyễn Thị Đặng Hường"));
    EXPECT_THAT(slip, HasSubstr("000.09.64.G15-170605-0001"));
}

/// One of each layout: slips, an official letter, a notice, a table in a notice, to an agency.
std::vector<std::string> of_each_layout() {
    std::vector<std::string> out{"complaint_docketing_notice", "petition_supplement_notice",
                                 "petition_transfer_letter", "resolution_letter"};
    for (const auto& form : forms()) {
        if (!form.letter) {
            out.push_back(form.id);
        }
    }
    return out;
}

TEST(documents, embed_every_font_and_use_none_but_that_of_official_documents) {
    for (const auto& form : of_each_layout()) {
        const pdf_file file{pdf_of(form)};
        std::istringstream lines{output_of("pdffonts " + file.path())};
        std::string line;
        std::getline(lines, line);
        std::getline(lines, line); // two lines of head
        int fonts = 0;
        while (std::getline(lines, line)) {
            ++fonts;
            EXPECT_THAT(line, testing::MatchesRegex(".*(Tinos|LiberationSerif).* yes yes yes .*"))
                << form;
        }
        EXPECT_GT(fonts, 1) << form;
    }
}

TEST(documents, are_the_same_bytes_for_the_same_content_and_instant) {
    for (const auto& form : forms()) {
        EXPECT_EQ(pdf_of(form.id), pdf_of(form.id)) << form.id;
    }
    const auto document = composed("receipt_slip", testing_support::sample_form_values());
    EXPECT_NE(connectors::to_pdf(document, "THADS", drawn_at),
              connectors::to_pdf(document, "THADS", drawn_at + std::chrono::seconds{1}));
}

TEST(documents, are_on_the_paper_that_the_form_asks_for) {
    EXPECT_THAT(pdf_file{pdf_of("letter")}.about(), HasSubstr("(A4)"));
    const auto slip = pdf_file{pdf_of("receipt_slip")}.about();
    EXPECT_THAT(slip, HasSubstr("419.528 x 595.276 pts"));
    EXPECT_THAT(slip, HasSubstr("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"));
    EXPECT_THAT(slip, testing::ContainsRegex("Pages: +1\n"));
}

TEST(documents, carry_a_code_that_leads_to_the_case) {
    for (const auto& form : of_each_layout()) {
        EXPECT_EQ(pdf_file{pdf_of(form)}.code(), "000.09.64.G15-170605-0001\n") << form;
    }
}

TEST(documents, break_a_word_that_is_wider_than_its_column_and_no_other) {
    connectors::pdf_canvas canvas{300, 300, {"T", "A", drawn_at}};
    const auto lines = [&](const std::string& text, double width) {
        const auto laid = canvas.lay({.text = text, .size = 8.5}, width);
        EXPECT_LE(laid.ink_width(), width) << text;
        return laid.size();
    };
    EXPECT_EQ(lines("99/2018", 32), 1U);
    EXPECT_EQ(lines("1234/2018", 25), 2U);
    EXPECT_EQ(lines("1234/2018", 42), 1U);
    EXPECT_EQ(lines("Số 1234/2018", 42), 2U) << "kept whole on the second line";
}

TEST(documents, go_on_over_pages_and_number_them_from_the_second) {
    auto values = testing_support::sample_form_values();
    values.body.clear();
    for (int i = 1; i <= 60; ++i) {
        values.body += "Đoạn thứ " + std::to_string(i) +
                       " của công văn này nói về việc thi hành án dân sự và phải in đủ.\n";
    }
    for (int i = 0; i < 40; ++i) {
        values.papers.push_back(
            {std::to_string(i + 3), "Tài liệu chứng minh", "", "1", "", "", ""});
    }
    const pdf_file letter{connectors::to_pdf(composed("letter", values), "THADS", drawn_at)};
    const auto text = letter.text();
    EXPECT_THAT(letter.about(), testing::ContainsRegex("Pages: +[3-9]\n"));
    const auto drawn = connectors::draw_pdf(composed("letter", values), "THADS", drawn_at);
    EXPECT_THAT(letter.about(), HasSubstr("Pages:           " + std::to_string(drawn.pages)));
    for (int i = 1; i <= 60; ++i) {
        EXPECT_THAT(text, HasSubstr("Đoạn thứ " + std::to_string(i) + " của"));
    }
    EXPECT_THAT(text, testing::ContainsRegex("\f +2\n"));
    EXPECT_THAT(text, Not(testing::StartsWith("1\n")));
    const auto slip =
        pdf_file{connectors::to_pdf(composed("receipt_slip", values), "THADS", drawn_at)}.text();
    const auto second = slip.substr(slip.find('\f'));
    EXPECT_THAT(second, HasSubstr("Tên giấy tờ")) << "the titles of a table are repeated";
    EXPECT_THAT(slip, HasSubstr("42 ")); // its last row
}

/// A process whose font configuration is the file that the parent names.
TEST(documents_child, DISABLED_draw_with_the_fonts_of_another_configuration) {
    ::setenv("FONTCONFIG_FILE", support::child_argument().c_str(), 1);
    try {
        (void)pdf_of("letter");
        support::tell_parent("drawn");
    } catch (const events::fault& fault) {
        support::tell_parent(fault.code() + " " + fault.what());
    }
}

TEST(documents, are_not_drawn_in_another_font_when_theirs_is_missing) {
    const support::temporary_folder folder;
    const auto told_with = [&](const std::string& fonts) {
        const auto file = (folder.path() / "fonts.conf").string();
        std::ofstream{file} << "<?xml version=\"1.0\"?><fontconfig><dir>" << fonts
                            << "</dir><cachedir>" << folder.path().string()
                            << "</cachedir></fontconfig>";
        support::child_test child{
            "documents_child.DISABLED_draw_with_the_fonts_of_another_configuration", file};
        return child.next_line();
    };
    const auto missing = told_with((folder.path() / "none").string());
    EXPECT_THAT(missing, testing::StartsWith("document-font-missing"));
    EXPECT_THAT(missing, HasSubstr("install the package fonts-croscore"));
    EXPECT_EQ(told_with("/usr/share/fonts"), "drawn");
}

std::string fault_of(const std::string& path, const std::function<void(nlohmann::json&)>& change) {
    auto files = engine::default_rule_set().files;
    auto content = nlohmann::json::parse(files.at(path));
    change(content);
    files[path] = content.dump();
    try {
        (void)engine::make_rule_set(files);
    } catch (const events::fault& fault) {
        EXPECT_EQ(fault.code(), "rules-bad-data");
        return fault.what();
    }
    return "no fault";
}

TEST(forms, name_the_file_the_place_and_the_reason_of_bad_data) {
    const std::string path = "forms/receipt_slip.json";
    const auto block = [](std::size_t i) {
        return
            [i](nlohmann::json& j) -> nlohmann::json& { return j["layouts"]["slip"]["blocks"][i]; };
    };
    EXPECT_THAT(fault_of(path, [&](auto& j) { block(2)(j)["text"] = "Của: {{nmae}}"; }),
                HasSubstr("forms/receipt_slip.json#/layouts/slip/blocks/2/text: no value is named "
                          "`nmae`"));
    EXPECT_THAT(fault_of(path, [&](auto& j) { block(8)(j)["columns"][1]["share"] = 59; }),
                HasSubstr("/blocks/8/columns: the shares are 101 percent together"));
    EXPECT_THAT(fault_of(path, [&](auto& j) { block(8)(j)["rows"] = "people"; }),
                HasSubstr("/blocks/8/rows: a table lists papers, handovers or complaints"));
    EXPECT_THAT(fault_of(path, [&](auto& j) { block(0)(j)["kind"] = "banner"; }),
                HasSubstr("unknown word `banner`"));
    EXPECT_THAT(fault_of(path, [](auto& j) { j["versions"][1]["valid_from"] = "2019-01-05"; }),
                HasSubstr("#/versions/1/valid_from: versions follow each other"));
    EXPECT_THAT(fault_of(path, [](auto& j) { j["versions"][0]["layout"] = "poster"; }),
                HasSubstr("#/versions/0/layout: there is no layout `poster`"));
    EXPECT_THAT(fault_of(path, [](auto& j) { j["versions"][0].erase("tag"); }),
                HasSubstr("#/versions/0: `tag` is missing"));
    EXPECT_THAT(fault_of(path, [](auto& j) { j["id"] = "other"; }),
                HasSubstr("the file must be named after the id"));
}

} // namespace
