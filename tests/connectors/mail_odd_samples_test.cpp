#include "connectors/mail/parse.hpp"
#include "connectors/mail/recognise.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>
#include <string>

using namespace connectors;

namespace {

class only_the_first_sample : public known_mail {
public:
    std::optional<std::string> by_message_id(const std::string& id) const override {
        return id == "a1@mail.example.vn" ? std::optional<std::string>("case 1") : std::nullopt;
    }
    std::optional<std::string> by_content_key(const std::string&) const override { return {}; }
    std::optional<std::string> by_case_code(const std::string&) const override { return {}; }
    bool has_writer(const std::string&, const std::string& address) const override {
        return address == "lan.phamthi@example.vn";
    }
};

/// What an officer would see of a message, for reading in a golden file.
std::string shown(const inbound_message& mail) {
    std::ostringstream out;
    const recognition sorted = recognise(mail, only_the_first_sample{}, {"htttcamau@moj.gov.vn"});
    out << "  " << events::name_of(sorted.outcome) << " (" << sorted.code << ") "
        << sorted.procedure << '\n';
    out << "  subject: " << mail.subject << '\n';
    for (const mail_finding& found : mail.ambiguous) {
        out << "  doubt: " << found.code << ": " << found.detail << '\n';
    }
    for (const mail_finding& note : mail.notes) {
        out << "  note: " << note.code << '\n';
    }
    if (!mail.report_of.empty()) {
        out << "  report of: " << mail.report_of << '\n';
    }
    for (const mail_attachment& file : mail.attachments) {
        out << "  file: " << file.display_name << " (" << file.declared_type << ", "
            << file.sniffed_type << ")\n";
    }
    out << "  text: " << mail.fresh_text.substr(0, mail.fresh_text.find('\n')) << '\n';
    return out.str();
}

} // namespace

TEST(mail_odd_samples, are_shown_to_officers_as_reviewed) {
    const std::string folder = "tests/data/mail/odd";
    std::set<std::string> names;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(MOTCUA_SOURCE_DIR) / folder)) {
        names.insert(entry.path().filename().native());
    }
    ASSERT_GE(names.size(), 17U);
    std::string all;
    for (const std::string& name : names) {
        all += name + "\n" +
               shown(parse_message(testing_support::source_file(folder + "/" + name))) + "\n";
    }
    testing_support::expect_published("tests/data/mail/golden/odd.txt", all);
}
