#include "connectors/mail/bounded.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/parse.hpp"
#include "connectors/mail/recognise.hpp"
#include "connectors/mail/unicode.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>

using namespace connectors;
using ::testing::HasSubstr;

namespace {

bool has(const inbound_message& mail, const std::string& code) {
    return std::any_of(mail.ambiguous.begin(), mail.ambiguous.end(),
                       [&](const mail_finding& found) { return found.code == code; });
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

/// `depth` multiparts inside one another, and a text in the last.
std::string nested_parts(std::size_t depth) {
    std::string mail = "From: a@b.vn\r\n";
    for (std::size_t i = 0; i < depth; ++i) {
        const std::string boundary = "b" + std::to_string(i) + "x";
        mail += "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary +
                "\r\n";
    }
    mail += "\r\nhello\r\n";
    for (std::size_t i = depth; i-- > 0;) {
        mail += "--b" + std::to_string(i) + "x--\r\n";
    }
    return mail;
}

bool is_clean(const std::string& line) {
    return fits_utf8(line) && std::none_of(line.begin(), line.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
           });
}

/// What holds for every message, whatever its bytes.
void expect_sound(const std::string& raw) {
    const inbound_message mail = parse_message(raw);
    EXPECT_EQ(mail.sha256, events::sha256(raw));
    EXPECT_TRUE(is_clean(mail.subject) && is_clean(mail.from_name) && is_clean(mail.from_address));
    EXPECT_TRUE(is_clean(mail.message_id) && is_clean(mail.in_reply_to));
    EXPECT_TRUE(fits_utf8(mail.text));
    EXPECT_EQ(mail.text.find('\0'), std::string::npos);
    EXPECT_EQ(mail.text.find('\r'), std::string::npos);
    EXPECT_TRUE(nfc(mail.text) == mail.text && nfc(mail.subject) == mail.subject);
    EXPECT_EQ(mail.content_key.size(), 64U);
    EXPECT_LE(mail.attachments.size(), 2 * (mail_limits::parts_max + 1));
    for (const mail_attachment& file : mail.attachments) {
        EXPECT_TRUE(is_clean(file.display_name)) << file.display_name;
        EXPECT_FALSE(file.display_name.empty());
        EXPECT_EQ(file.display_name.find_first_of("/\\"), std::string::npos);
        EXPECT_NE(file.display_name.front(), '.');
        EXPECT_EQ(file.sha256, events::sha256(file.bytes));
    }
    const inbound_message again = parse_message(raw);
    EXPECT_EQ(mail.content_key, again.content_key);
    EXPECT_EQ(mail.ambiguous, again.ambiguous);
}

std::vector<std::string> sample_files() {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(MOTCUA_SOURCE_DIR) / "tests/data/mail")) {
        if (entry.path().extension() == ".eml") {
            all.push_back(testing_support::source_file("tests/data/mail/" +
                                                       entry.path().filename().native()));
        }
    }
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace

TEST(mail_hostile, reads_an_empty_file) {
    const auto mail = parse_message("");
    EXPECT_TRUE(has(mail, "not_a_message"));
    EXPECT_EQ(mail.text, "");
}

TEST(mail_hostile, does_not_follow_sixty_nested_parts) {
    const auto mail = parse_message(nested_parts(60));
    EXPECT_TRUE(has(mail, "nested_too_deep"));
    EXPECT_EQ(mail.text, "");
    EXPECT_TRUE(has(parse_message(nested_parts(10'000)), "nested_too_deep"));
}

TEST(mail_hostile, follows_the_nesting_that_honest_mail_has) {
    const auto mail = parse_message(nested_parts(15));
    EXPECT_THAT(mail.ambiguous, testing::IsEmpty());
    EXPECT_EQ(mail.text, "hello");
}

TEST(mail_hostile, does_not_follow_nested_messages_without_end) {
    const auto mail =
        parse_message("From: a@b.vn\r\n" + repeated("Content-Type: message/rfc822\r\n\r\n", 5'000));
    EXPECT_TRUE(has(mail, "nested_too_deep"));
}

TEST(mail_hostile, takes_no_more_of_messages_within_messages_than_it_has_room_for) {
    constexpr std::size_t line_bytes = 64;
    const std::string payload =
        repeated(std::string(line_bytes - 2, 'x') + "\r\n", (8U << 20U) / line_bytes);
    const auto raw = "From: a@b.vn\r\n" + repeated("Content-Type: message/rfc822\r\n\r\n", 19) +
                     "\r\n" + payload;
    const auto mail = parse_message(raw);
    EXPECT_TRUE(has(mail, "parts_too_large")) << "each of the nineteen holds all of the next";
    std::size_t bytes = 0;
    for (const auto& file : mail.attachments) {
        bytes += file.bytes.size();
    }
    EXPECT_LE(bytes, mail_limits::parts_bytes_max + raw.size());
    const auto once =
        parse_message("From: a@b.vn\r\nContent-Type: message/rfc822\r\n\r\n\r\n" + payload);
    EXPECT_FALSE(has(once, "parts_too_large"));
}

TEST(mail_hostile, stops_at_two_hundred_parts) {
    const std::string head = "From: a@b.vn\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
    const auto part = [](int i) { return "--b\r\n\r\npart " + std::to_string(i) + "\r\n"; };
    std::string all = head;
    for (int i = 0; i < 200; ++i) {
        all += part(i);
    }
    EXPECT_FALSE(has(parse_message(all + "--b--\r\n"), "too_many_parts"));
    EXPECT_TRUE(has(parse_message(all + part(200) + "--b--\r\n"), "too_many_parts"));
}

TEST(mail_hostile, leaves_an_enormous_header_out_and_reads_the_rest) {
    const auto mail = parse_message("From: a@b.vn\r\nX-Big: " + std::string(1U << 20U, 'x') +
                                    "\r\nSubject: con day\r\n\r\nthan\r\n");
    EXPECT_TRUE(has(mail, "oversize_header"));
    EXPECT_EQ(mail.subject, "con day");
    EXPECT_EQ(mail.text, "than\n");
}

TEST(mail_hostile, keeps_folded_headers_together_when_it_leaves_one_out) {
    const auto mail =
        parse_message("From: a@b.vn\r\nSubject: " + repeated("xxxxxxxxxxxxxxx\r\n ", 70'000) +
                      "To: c@d.vn\r\n\r\nthan");
    EXPECT_TRUE(has(mail, "oversize_header"));
    EXPECT_TRUE(mail.to.empty());
    EXPECT_EQ(mail.text, "than");
}

TEST(mail_hostile, survives_what_overflows_the_address_parser) {
    for (const char* group : {"a:", "(", "\"", "<", "a@b,", "=?utf-8?q?", "a:;,"}) {
        for (const char* header : {"To", "from", "CC", " to", "Reply-To\t", "Sender"}) {
            expect_sound("From: a@b.vn\r\n" + std::string(header) + ": " +
                         repeated(group, 200'000 / std::string(group).size()) + "\r\n\r\nx");
        }
    }
    const auto inner = parse_message("From: a@b.vn\r\nContent-Type: message/rfc822\r\n\r\nTo: " +
                                     repeated("a:", 1'000'000) + "\r\n\r\nx");
    EXPECT_TRUE(has(inner, "oversize_header"));
}

TEST(mail_hostile, finds_an_address_header_whose_colon_stands_far_behind_its_name) {
    const auto far = "To" + std::string(150, ' ') + ": " + repeated("a:", 60'000);
    const auto mail = parse_message("From: a@b.vn\r\n" + far + "\r\nSubject: con day\r\n\r\nthan");
    EXPECT_TRUE(has(mail, "oversize_header"));
    EXPECT_EQ(mail.subject, "con day");
    const auto inner =
        parse_message("From: a@b.vn\r\nContent-Type: message/rfc822\r\n\r\n" + far + "\r\n\r\nx");
    EXPECT_TRUE(has(inner, "oversize_header"));
}

TEST(mail_hostile, leaves_a_header_out_that_would_keep_the_library_busy) {
    for (const auto& header : {"To: " + repeated("a,", 30'000), "Cc: " + repeated("a(,", 20'000),
                               "Bcc: " + repeated("\"a,", 20'000),
                               "Content-Type: text/plain; " + repeated("x=(y;", 12'000)}) {
        const auto mail =
            parse_message("From: a@b.vn\r\n" + header + "\r\nSubject: con day\r\n\r\nthan");
        EXPECT_TRUE(has(mail, "oversize_header")) << header.substr(0, 10);
        EXPECT_EQ(mail.subject, "con day");
    }
    std::string everybody = "To: to@b.vn";
    for (int i = 0; i < 300; ++i) {
        everybody +=
            ",\r\n \"Tran, Van " + std::to_string(i) + "\" <a" + std::to_string(i) + "@b.vn>";
    }
    const auto circular = parse_message("From: a@b.vn\r\n" + everybody + "\r\n\r\nx");
    EXPECT_THAT(circular.ambiguous, testing::IsEmpty());
    EXPECT_EQ(circular.to.size(), 301U);
}

TEST(mail_hostile, cuts_what_would_cost_the_library_gigabytes) {
    EXPECT_TRUE(
        has(parse_message("From: a@b.vn\r\n\r\n" + repeated("a:\n", 3'000'000)), "too_many_lines"));
    EXPECT_TRUE(has(parse_message(repeated("a:\n", 3'000'000)), "too_many_lines"));
    EXPECT_TRUE(has(parse_message("Content-Type: multipart/mixed; boundary=b\n\n" +
                                  repeated("--b\n\n", 2'000'000)),
                    "too_many_lines"));
    expect_sound(repeated("a\n", 3'000'000));
    expect_sound("Content-Type: text/plain; " + repeated("a*1*=x; ", 1'000'000) + "\n\nx");
}

TEST(mail_hostile, reads_only_the_first_part_of_a_huge_message) {
    const std::string raw =
        "From: a@b.vn\r\n\r\n" + std::string(mail_limits::message_bytes_max, 'x');
    const auto mail = parse_message(raw);
    EXPECT_TRUE(has(mail, "too_large"));
    EXPECT_EQ(mail.sha256, events::sha256(raw));
}

TEST(mail_hostile, cuts_a_text_that_nobody_would_write) {
    const auto mail =
        parse_message("From: a@b.vn\r\n\r\n" + std::string(mail_limits::text_bytes_max + 1, 'x'));
    EXPECT_TRUE(has(mail, "text_too_long"));
    EXPECT_EQ(mail.text.size(), mail_limits::text_bytes_max);
    const auto fits =
        parse_message("From: a@b.vn\r\n\r\n" + std::string(mail_limits::text_bytes_max, 'x'));
    EXPECT_FALSE(has(fits, "text_too_long"));
}

TEST(mail_hostile, survives_endless_encoded_words) {
    const auto mail = parse_message(
        "From: a@b.vn\r\nSubject: " + repeated("=?utf-8?b?w6E=?= ", 3'000) + "\r\n\r\nx");
    EXPECT_TRUE(has(mail, "too_many_words"));
    EXPECT_THAT(mail.subject, testing::StartsWith("áááá"));
    expect_sound("Subject: " + repeated("=?utf-8?b?", 6'000) + "\r\n\r\nx");
    expect_sound("Subject: " + repeated("=?a?q?", 10'000) + "?=\r\n\r\nx");
    expect_sound("Subject: =?utf-8?q?" + repeated("=E1", 20'000) + "?=\r\n\r\nx");
}

TEST(mail_hostile, takes_nul_bytes_for_nothing) {
    using namespace std::string_literals;
    const auto mail = parse_message("From: a@b.vn\r\nSubject: a\0b\r\nContent-Type: text/plain; "
                                    "charset=\"utf-8\0\"\r\n\r\nx\0y\r\n"s);
    EXPECT_TRUE(has(mail, "nul_in_header"));
    EXPECT_EQ(mail.text, "xy\n");
    expect_sound(std::string(1000, '\0'));
    expect_sound("From: a@b.vn\r\nContent-Disposition: attachment; filename=\"a\0b.pdf\"\r\n"
                 "\r\nx"s);
}

TEST(mail_hostile, survives_hostile_html) {
    const auto html = [](const std::string& body) {
        expect_sound("From: a@b.vn\r\nContent-Type: text/html\r\n\r\n" + body);
    };
    html(repeated("<", 500'000));
    html(repeated("&", 500'000));
    html(repeated("<a \"", 200'000));
    html(repeated("<script>", 100'000));
    html(repeated("<script></", 100'000));
    html(repeated("<!--", 200'000));
    html(repeated("<div>", 200'000));
    html("&#0;&#xD800;&#x110000;&#99999999999;&#-1;&#x;&;");
}

TEST(mail_hostile, keeps_what_either_parser_sees) {
    const auto mail =
        parse_message(testing_support::source_file("tests/data/mail/odd/two-boundaries.eml"));
    EXPECT_TRUE(has(mail, "duplicate_header"));
    EXPECT_TRUE(has(mail, "readings_differ"));
    std::string seen = mail.text;
    for (const mail_attachment& file : mail.attachments) {
        seen += file.bytes;
    }
    EXPECT_THAT(seen, HasSubstr("Toi gui don."));
    EXPECT_THAT(seen, HasSubstr("MZ..."));
}

TEST(mail_hostile, holds_its_promises_for_every_sample) {
    for (const std::string& raw : sample_files()) {
        expect_sound(raw);
    }
}

TEST(mail_hostile, holds_its_promises_for_every_cut_of_a_sample) {
    const std::string raw = testing_support::source_file("tests/data/mail/08-supplement-reply.eml");
    for (std::size_t length = 0; length < raw.size(); length += 7) {
        expect_sound(raw.substr(0, length));
    }
}

TEST(mail_hostile, holds_its_promises_for_random_bytes) {
    const auto seed = std::random_device{}();
    RecordProperty("seed", static_cast<int>(seed));
    std::mt19937 random(seed);
    for (int round = 0; round < 300; ++round) {
        std::string raw(random() % 3000, '\0');
        for (char& c : raw) {
            c = static_cast<char>(random());
        }
        expect_sound(raw);
        ASSERT_FALSE(HasFailure()) << "seed " << seed << " round " << round;
    }
}

TEST(mail_hostile, holds_its_promises_for_broken_samples) {
    const auto seed = std::random_device{}();
    RecordProperty("seed", static_cast<int>(seed));
    std::mt19937 random(seed);
    const auto samples = sample_files();
    const std::vector<std::string> pieces{"\r\n",
                                          "\n",
                                          "--",
                                          "=?utf-8?b?",
                                          "?=",
                                          "Content-Type: ",
                                          "boundary=",
                                          "\"",
                                          ";",
                                          "\xE1\xBB",
                                          "=",
                                          "message/rfc822",
                                          "base64",
                                          ":",
                                          "\xE2\x80\xAE",
                                          "../",
                                          "charset=utf-16",
                                          "filename*0*=utf-8''"};
    for (int round = 0; round < 600; ++round) {
        std::string raw = samples[random() % samples.size()];
        for (int change = 0; change < 6; ++change) {
            const std::size_t at = random() % raw.size();
            raw.replace(at, random() % 20, pieces[random() % pieces.size()]);
        }
        expect_sound(raw);
        ASSERT_FALSE(HasFailure()) << "seed " << seed << " round " << round;
    }
}
