#include "connectors/mail/template_check.hpp"
#include "engine/forms/form.hpp"
#include "engine/rule_set.hpp"
#include "engine/rules/book_rules.hpp"
#include "engine/rules/check.hpp"
#include "engine/rules/enforcement_columns.hpp"
#include "engine/rules/lifecycle_findings.hpp"
#include "engine/rules/rule_folder.hpp"
#include "engine/rules/wording_findings.hpp"
#include "events/json_write.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/invocation.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

namespace ops {
namespace {

engine::rule_files files_in(invocation& on, const std::string& folder) {
    auto found = engine::find_rules(folder);
    if (found.laid_over) {
        on.out().say(folder + std::string{on.out().in(": đặt lên bộ quy định có sẵn",
                                                      ": laid over the rules built in")});
    }
    return std::move(found.files);
}

engine::rule_files files_of(invocation& on, const arguments& given) {
    return given.has("folder") ? files_in(on, given.text("folder")) : on.rule_files();
}

/// The mails lie beside the rules in schemas/ and are no part of them.
std::vector<engine::finding> mail_findings(const arguments& given) {
    std::vector<engine::finding> all;
    const auto folder = std::filesystem::path{given.text("folder")} / "mail";
    if (given.has("folder") && std::filesystem::is_directory(folder)) {
        for (const auto& one : connectors::mail_problems(folder)) {
            all.push_back({engine::finding_kind::error, "mail/" + one.file, one.line, "", one.file,
                           one.reason, ""});
        }
    }
    return all;
}

/// So do lifecycles and words for codes; those of the binary where no folder is named.
std::vector<engine::finding> beside_findings(const arguments& given) {
    const bool named = given.has("folder");
    auto all = engine::lifecycle_findings(named ? engine::read_lifecycle_files(given.text("folder"))
                                                : engine::embedded_lifecycle_files());
    const auto words =
        named ? engine::read_wording_files(given.text("folder")) : engine::embedded_wording_files();
    std::ranges::move(engine::wording_findings(words), std::back_inserter(all));
    return all;
}

int check_rules(invocation& on, const arguments& given) {
    auto found = mail_findings(given);
    std::ranges::move(beside_findings(given), std::back_inserter(found));
    std::ranges::move(engine::check_rules(files_of(on, given)), std::back_inserter(found));
    list_printer list{on.out(),
                      {{"Loại", "Kind", "/kind", shape::code},
                       {"Tệp", "File", "/file"},
                       {"Dòng", "Line", "/line", shape::number},
                       {"Mục", "Item", "/what"},
                       {"Lý do", "Reason", "/reason"},
                       {"Nguồn", "Source", "/source"}}};
    std::int64_t errors = 0;
    for (const auto& one : found) {
        errors += one.kind == engine::finding_kind::error ? 1 : 0;
        list.add(events::json_of(one));
    }
    list.end({{"errors", errors}});
    return errors == 0 ? done : failed;
}

int diff(invocation& on, const arguments& given) {
    list_printer list{on.out(),
                      {{"Tệp", "File", "/file"},
                       {"Vị trí", "Place", "/pointer"},
                       {"Trước", "Before", "/before"},
                       {"Sau", "After", "/after"}}};
    for (const auto& one :
         engine::diff_rules(files_in(on, given.text("BEFORE")), files_of(on, given))) {
        list.add(events::json_of(one));
    }
    list.end();
    return done;
}

/// One item of the legal data, as lists show it.
json item(std::string_view kind, const std::string& id, const std::string& name,
          const engine::validity& in_force, const engine::provenance& from) {
    json out{
        {"kind", kind}, {"id", id}, {"name", name}, {"valid_from", events::to_text(in_force.from)}};
    if (in_force.to) {
        out["valid_to"] = events::to_text(*in_force.to);
    }
    out["source"] = from.source;
    out["tag"] = events::name_of(from.tag);
    return out;
}

std::vector<column> item_columns() {
    return {{"Loại", "Kind", "/kind", shape::code},
            {"Mã", "Id", "/id"},
            {"Tên", "Name", "/name"},
            {"Thời lượng", "Length", "/length"},
            {"Từ", "From", "/valid_from", shape::day},
            {"Đến", "To", "/valid_to", shape::day},
            {"Mức", "Tag", "/tag"},
            {"Áp dụng", "Applied", "/applied", shape::yes},
            {"Nguồn", "Source", "/source"}};
}

void add_books(printer& out, const engine::rule_files& files, list_printer& list) {
    for (const auto& one : engine::read_registers(files)) {
        for (const auto& form : one.forms) {
            list.add(item("register", one.id,
                          fmt::format("{}: {}", out.in(one.name.vi, one.name.en), form.form),
                          form.in_force, form.from));
        }
    }
    if (const auto statistics = engine::read_statistics_rules(files)) {
        for (const auto& one : statistics->periods) {
            auto row = item("report_periods", one.id, one.text, one.in_force, one.on.from);
            row["length"] = fmt::format("{}", fmt::join(one.months, ", "));
            row["applied"] = one.on.adopted;
            list.add(row);
        }
    }
    if (const auto table = engine::read_enforcement_table(files)) {
        for (const auto& one : table->columns) {
            list.add({{"kind", "enforcement_column"},
                      {"id", one.id},
                      {"name", out.in(one.name.vi, one.name.en)},
                      {"tag", std::string{events::name_of(one.from.tag)}},
                      {"source", one.from.source}});
        }
    }
}

int list_all(invocation& on, const arguments& given) {
    const auto rules = engine::make_rule_set(files_of(on, given));
    list_printer list{on.out(), item_columns()};
    for (const auto& one : rules.regimes) {
        list.add(item("regime", one.id, one.name + ": " + one.base_texts, one.in_force, one.from));
    }
    for (const auto& one : rules.procedures) {
        list.add({{"kind", "procedure"},
                  {"id", one.id},
                  {"name", on.out().in(one.name.vi, one.name.en)},
                  {"source", one.from.source},
                  {"tag", events::name_of(one.from.tag)}});
    }
    list.add({{"kind", "calendar"},
              {"id", rules.calendar.id()},
              {"valid_from", events::to_text(rules.calendar.first_day())},
              {"valid_to", events::to_text(rules.calendar.last_day())},
              {"name", rules.calendar.version()}});
    for (const auto& form : engine::read_forms(rules.files)) {
        for (const auto& version : form.versions) {
            auto row = item("form", form.id + "." + version.id,
                            std::string{on.out().in(form.name.vi, form.name.en)}, version.in_force,
                            version.on.from);
            row["applied"] = version.on.adopted;
            list.add(row);
        }
    }
    add_books(on.out(), rules.files, list);
    list.add(
        {{"kind", "offices"}, {"id", "offices"}, {"name", std::to_string(rules.offices.size())}});
    list.end({{"rules", rules.id.str()}});
    on.out().say(std::string{on.out().in("Bộ quy định: ", "Rule set: ")} + rules.id.str());
    return done;
}

/// What a procedure says on a day, or ever.
class shown_procedure {
public:
    shown_procedure(printer& out, const engine::procedure& what,
                    std::optional<events::local_date> on)
        : out_(out), what_(what), on_(on), list_(out, item_columns()) {}

    [[nodiscard]] std::string length_of(const engine::deadline_rule& one) const {
        if (!one.length_known) {
            return std::string{out_.in("chưa rõ", "not known")};
        }
        const auto unit = label_of(events::name_of(one.length.unit), out_.how().in);
        return one.length.amount == 0 ? unit : std::to_string(one.length.amount) + " " + unit;
    }

    void print() {
        for (const auto& one : what_.deadlines) {
            auto row = rule_row("deadline", one.id, out_.in(one.name.vi, one.name.en), one);
            row["length"] = length_of(one);
            row["starts_on"] = events::name_of(one.starts_on);
            add(row, one);
        }
        for (const auto& one : what_.limits) {
            auto row = rule_row("limit", one.id, out_.in(one.name.vi, one.name.en), one);
            row["length"] = std::to_string(one.amount);
            add(row, one);
        }
        for (const auto& one : what_.papers) {
            add(rule_row("paper", one.id, out_.in(one.name.vi, one.name.en), one), one);
        }
        for (const auto& one : what_.grounds) {
            add(rule_row("ground", one.code, one.text, one), one);
        }
        for (const auto& one : what_.common) {
            add(rule_row("common", one.step, one.text, one), one);
        }
        list_.end({{"procedure", what_.id}});
    }

private:
    static json rule_row(std::string_view kind, const std::string& id, std::string_view name,
                         const engine::rule& one) {
        auto out = item(kind, id, std::string{name}, one.in_force, one.from);
        out["applied"] = one.adopted;
        return out;
    }
    void add(const json& row, const engine::rule& one) {
        if (!on_ || one.in_force.holds(*on_)) {
            list_.add(row);
        }
    }

    printer& out_;
    const engine::procedure& what_;
    std::optional<events::local_date> on_;
    list_printer list_;
};

int show_rules(invocation& on, const arguments& given) {
    const auto rules = engine::make_rule_set(files_of(on, given));
    const auto* procedure = rules.find(given.text("PROCEDURE"));
    if (procedure == nullptr) {
        throw usage_error("there is no procedure " + given.text("PROCEDURE"),
                          "`motcua rules list` names them");
    }
    std::optional<events::local_date> day;
    if (given.has("on")) {
        day = events::date_from_text(given.text("on"));
        if (!day) {
            throw usage_error("--on must be a day, not " + given.text("on"),
                              "for instance 2017-06-01");
        }
    }
    shown_procedure{on.out(), *procedure, day}.print();
    return done;
}

argument folder() {
    return path_of(completes::folder,
                   option("folder", "DIR",
                          "Laid out like schemas/, or `rules/` of a data folder; else the rules "
                          "of --data or --server, or those built in"));
}

} // namespace

noun rules_noun() {
    return {
        "rules",
        "The legal data",
        {{"check",
          "Errors with file, line and reason; what is unverified; periods that no step starts and "
          "papers that none asks for",
          {"motcua rules check --data DIR", "motcua rules check --folder schemas --output jsonl"},
          {folder()},
          check_rules},
         {"list",
          "Regimes, procedures, calendar, forms and offices, with validity and source",
          {"motcua rules list", "motcua rules list --folder schemas --output json"},
          {folder()},
          list_all},
         {"show",
          "What a procedure says: periods, limits, papers and grounds, ever or on a day",
          {"motcua rules show enf_request --on 2017-06-01", "motcua rules show complaint"},
          {word("PROCEDURE", "Its id or code"),
           option("on", "DAY", "Only what is in force for a case received then"), folder()},
          show_rules,
          "What is not marked as applied is neither read verbatim nor derived: it is shown, and "
          "judges nothing until an installation adopts it."},
         {"diff",
          "Every place that differs",
          {"motcua rules diff old/schemas --folder schemas"},
          {path_of(completes::folder, word("BEFORE", "A folder laid out like schemas/")), folder()},
          diff}}};
}

} // namespace ops
