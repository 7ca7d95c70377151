#include "ops/cli/exit_code.hpp"
#include "ops/commands/book_files.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <ostream>

namespace ops {
namespace {

const std::vector<column> register_lines{
    {"TT", "No.", "/text"},
    {"Mã hồ sơ", "Case", "/code"},
    {"Tên TTHC", "Procedure", "/procedure_name /procedure"},
    {"Tên cá nhân, tổ chức", "Applicant", "/applicant"},
    {"Ngày nhận", "Received", "/received_at", shape::day},
    {"Ngày hẹn trả", "Promised", "/promised_at", shape::day},
    {"Ngày trả", "Returned", "/returned_at", shape::day},
    {"Phương thức", "Way", "/result_by", shape::code},
    {"So với hẹn", "Against promise", "/returned", shape::lateness},
};

int show_register(invocation& on, const arguments& given) {
    question asked{.path = "/v1/register"};
    pass_on(asked, given, "office");
    pass_on(asked, given, "year");
    pass_on(asked, given, "kept-by", "kept_by");
    if (given.has("to")) {
        return save_book(on, given, std::move(asked));
    }
    if (on.out().how().as == output_format::csv) {
        asked.query.push_back({"format", "csv"});
        pass_on(asked, given, "separator");
        on.out().data() << ask(on.api(), asked).body << std::flush;
        return done;
    }
    return print_list(on, on.api(), std::move(asked), given, register_lines, "the book is empty");
}

} // namespace

noun register_noun() {
    return {
        "register",
        "The follow-up register (Sổ theo dõi hồ sơ)",
        {{"show",
          "The follow-up register of an office and a year, by number",
          {"motcua register show --office 96 --year 2017",
           "motcua register show --office 96 --output csv --separator semicolon >so.csv",
           "motcua register show --office 96 --year 2017 --to so-2017.pdf --paper a3"},
          with_list_options(with_file_options(
              {required(option("office", "KEY", "Of this office")),
               option("year", "YEAR", "Of this year; the present one unless said"),
               choice("kept-by", {"calendar", "statistics"},
                      "Which year the book is of; as the rules say")})),
          show_register,
          "As CSV and with --to it is the whole book: CSV, XLSX and PDF have the columns of "
          "Mẫu 06, and in XLSX and PDF corrections are struck through and dated, quarters, half "
          "years and years closed with their totals. On screen, and with --output json or jsonl, "
          "it is its lines. Whichever year the book is of, the calendar year numbers them."}}};
}

} // namespace ops
