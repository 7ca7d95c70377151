#include "connectors/mail/charset.hpp"
#include "connectors/mail/encoded_words.hpp"
#include "connectors/mail/parse.hpp"
#include "connectors/mail/unicode.hpp"
#include "connectors/mail/vietnamese.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iconv.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace connectors;
using ::testing::IsEmpty;

namespace {

/// Every vowel with every tone, and đ, small and capital: the 134 letters beyond ASCII.
std::vector<std::string> vietnamese_letters() {
    std::vector<std::string> all{"đ", "Đ"};
    for (const char* vowel : {"a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y",
                              "A", "Ă", "Â", "E", "Ê", "I", "O", "Ô", "Ơ", "U", "Ư", "Y"}) {
        for (const char* tone : {"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}) {
            if (const std::string letter = nfc(std::string(vowel) + tone); !is_ascii(letter)) {
                all.push_back(letter);
            }
        }
    }
    return all;
}

std::string encoded(const std::string& text, const char* charset) {
    iconv_t state = iconv_open(charset, "UTF-8");
    EXPECT_NE(state, reinterpret_cast<iconv_t>(-1)) << charset;
    std::string bytes(text.size() * 4 + 16, '\0');
    char* in = const_cast<char*>(text.data());
    std::size_t in_left = text.size();
    char* out = bytes.data();
    std::size_t out_left = bytes.size();
    EXPECT_EQ(iconv(state, &in, &in_left, &out, &out_left), 0U) << charset << " " << text;
    EXPECT_EQ(iconv(state, nullptr, nullptr, &out, &out_left), 0U);
    iconv_close(state);
    bytes.resize(bytes.size() - out_left);
    return bytes;
}

struct charset_names {
    const char* declared;
    const char* iconv;
};

constexpr charset_names charsets[] = {{"utf-8", "UTF-8"},         {"UTF-16", "UTF-16"},
                                      {"utf-16le", "UTF-16LE"},   {"utf-7", "UTF-7"},
                                      {"windows-1258", "CP1258"}, {"TCVN", "TCVN"},
                                      {"tcvn-5712", "TCVN"},      {"viscii", "VISCII"}};

std::string word(const std::string& bytes, const char* charset) {
    constexpr const char* digits = "0123456789ABCDEF";
    std::string text = std::string("=?") + charset + "?Q?";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += {'=', digits[byte >> 4U], digits[byte & 15U]};
    }
    return text + "?=";
}

constexpr const char* sentence = "Tôi là người được thi hành án, đề nghị cơ quan hướng dẫn thủ tục "
                                 "kịp thời; số tiền 38.500.000 đồng, lãi chậm trả từ tháng chạp.";

} // namespace

TEST(mail_charset, has_all_letters_of_the_language) {
    EXPECT_EQ(vietnamese_letters().size(), 134U);
}

TEST(mail_charset, brings_every_letter_and_tone_through_every_character_set) {
    for (const charset_names& set : charsets) {
        for (const std::string& letter : vietnamese_letters()) {
            const std::string text = "x" + letter + "x " + letter;
            const decoded_text read = decode_text(encoded(text, set.iconv), set.declared);
            EXPECT_EQ(read.text, text) << set.declared;
            EXPECT_FALSE(read.doubt) << set.declared;
        }
    }
}

TEST(mail_charset, brings_every_letter_through_subjects_and_bodies) {
    std::string alphabet;
    for (const std::string& letter : vietnamese_letters()) {
        alphabet += letter;
    }
    for (const charset_names& set : charsets) {
        const std::string bytes = encoded(alphabet, set.iconv);
        const auto mail = parse_message("From: a@b.vn\r\nSubject: " + word(bytes, set.declared) +
                                        "\r\nContent-Type: text/plain; charset=" + set.declared +
                                        "\r\nContent-Transfer-Encoding: binary\r\n\r\n" + bytes);
        EXPECT_EQ(mail.subject, alphabet) << set.declared;
        EXPECT_EQ(mail.text, alphabet) << set.declared;
        EXPECT_THAT(mail.ambiguous, IsEmpty()) << set.declared;
    }
}

TEST(mail_charset, composes_letters_that_were_sent_in_pieces) {
    for (const std::string& letter : vietnamese_letters()) {
        EXPECT_EQ(decode_text(letter, "utf-8").text, letter);
    }
    EXPECT_EQ(decode_text("e\u0302\u0323", "utf-8").text, "ệ");
    EXPECT_EQ(decode_text("e\u0323\u0302", "utf-8").text, "ệ");
}

TEST(mail_charset, finds_the_set_of_a_text_without_one) {
    for (const char* charset : {"CP1258", "TCVN", "VISCII"}) {
        for (const char* declared : {"", "utf-8", "us-ascii", "iso-8859-1", "x-user-defined"}) {
            const decoded_text read = decode_text(encoded(sentence, charset), declared);
            EXPECT_EQ(read.text, sentence) << charset << " declared as " << declared;
            EXPECT_EQ(read.charset, charset);
            EXPECT_TRUE(read.doubt) << "a guess is never silent";
        }
    }
}

TEST(mail_charset, believes_french_and_german_where_they_are_meant) {
    EXPECT_EQ(decode_text("D\xE9j\xE0 vu, gar\xE7on", "iso-8859-1").text, "Déjà vu, garçon");
    EXPECT_EQ(decode_text("Gr\xFC\xDF"
                          "e aus K\xF6ln",
                          "windows-1252")
                  .text,
              "Grüße aus Köln");
}

TEST(mail_charset, prefers_utf8_with_a_broken_byte_over_any_guess) {
    const decoded_text read = decode_text(std::string(sentence) + "\xC3", "utf-8");
    EXPECT_EQ(read.text, std::string(sentence) + "\uFFFD");
    EXPECT_TRUE(read.doubt);
}

TEST(mail_charset, reads_utf8_that_is_declared_as_something_smaller) {
    EXPECT_EQ(decode_text(sentence, "us-ascii").text, sentence);
    EXPECT_FALSE(decode_text(sentence, "us-ascii").doubt) << "UTF-8 is not met by chance";
    const decoded_text latin = decode_text(sentence, "iso-8859-1");
    EXPECT_EQ(latin.text, sentence);
    EXPECT_TRUE(latin.doubt);
}

TEST(mail_charset, reads_the_vni_fonts_of_old_offices) {
    const std::string vni = "Kính gôûi Chi cuïc Thi haønh aùn: toâi laø Nguyeãn Vaên Ñöôïm, ñeà "
                            "nghò giaûi quyeát; thöûa ñaát soá 5, aáp Caây Traâm, thò xaõ Myõ Tho, "
                            "ngaøy 28, tæ leä, nghó, kyø, lyù";
    const std::string meant = "Kính gởi Chi cục Thi hành án: tôi là Nguyễn Văn Đượm, đề nghị giải "
                              "quyết; thửa đất số 5, ấp Cây Trâm, thị xã Mỹ Tho, ngày 28, tỉ lệ, "
                              "nghĩ, kỳ, lý";
    EXPECT_EQ(from_vni(vni), meant);
    const std::string bytes = encoded(vni, "CP1252");
    for (const char* declared : {"", "iso-8859-1", "utf-8"}) {
        const decoded_text read = decode_text(bytes, declared);
        EXPECT_EQ(read.text, meant) << declared;
        EXPECT_EQ(read.charset, "VNI");
        EXPECT_TRUE(read.doubt);
    }
}

TEST(mail_charset, refuses_what_is_no_name_or_has_a_converter_that_failed_before) {
    for (const char* name : {"../../etc", "UTF-8//TRANSLIT", "\xFF", "x-nothing"}) {
        const decoded_text read = decode_text("x\x1B$*H\xE1", name);
        ASSERT_TRUE(read.doubt) << name;
        EXPECT_EQ(read.doubt->code, "charset_unknown");
    }
    for (const char* name : {"ISO-2022-CN-EXT", "iso2022cnext", "ISO-2022-JP-3", "INTERNAL",
                             "WCHAR_T", "char", "IBM1390", "cp-939", "csIBM1364"}) {
        const decoded_text read = decode_text("x\x1B$*H\xE1", name);
        ASSERT_TRUE(read.doubt) << name;
        EXPECT_EQ(read.doubt->code, "charset_refused") << name;
    }
}

TEST(mail_charset, never_takes_seven_bits_of_a_set_that_it_does_not_read_for_ascii_silently) {
    const std::string hz = "~{VPNF~} ~~";
    for (const char* name : {"HZ-GB-2312", "ISO-2022-CN-EXT", "x-unknown"}) {
        const decoded_text read = decode_text(hz, name);
        EXPECT_EQ(read.text, hz) << name;
        EXPECT_TRUE(read.doubt) << name;
    }
    EXPECT_FALSE(decode_text("x", "").doubt);
    EXPECT_FALSE(decode_text("x", "iso-8859-15").doubt);
}

TEST(mail_charset, reads_sets_of_other_countries_by_the_names_that_mail_gives_them) {
    struct sample {
        const char* declared;
        const char* iconv;
        const char* text;
    };
    for (const auto& [declared, set, text] :
         {sample{"ISO-2022-KR", "ISO-2022-KR", "안녕하세요 an"},
          sample{"ISO-2022-CN", "ISO-2022-CN", "中文 zhong"},
          sample{"iso-2022-jp-2", "ISO-2022-JP-2", "日本 nihon"},
          sample{"ks_c_5601-1987", "UHC", "똠방각하"},
          sample{"cp949", "UHC", "똠방각하"},
          sample{"euc-kr", "EUC-KR", "안녕하세요"},
          sample{"JOHAB", "JOHAB", "안녕하세요"},
          sample{"koi8-u", "KOI8-U", "Їжак ґанок"},
          sample{"iso-8859-6", "ISO-8859-6", "سلام"},
          sample{"iso-8859-8", "ISO-8859-8", "שלום"},
          sample{"iso-8859-8-i", "ISO-8859-8", "שלום"},
          sample{"iso-8859-16", "ISO-8859-16", "știință"},
          sample{"windows-31j", "WINDOWS-31J", "①髙"},
          sample{"big5-hkscs", "BIG5-HKSCS", "嘅中"},
          sample{"cp437", "CP437", "déjà ▒"},
          sample{"UCS-2", "UCS-2BE", "một hai"},
          sample{"UCS-2", "UCS-2LE", "một hai"},
          sample{"iso-10646-ucs-2", "UNICODE", "một hai"},
          sample{"UNICODE", "UNICODE", "một hai"},
          sample{"utf-16", "UTF-16LE", "một hai"},
          sample{"utf-32", "UTF-32", "một hai"},
          sample{"utf-32", "UTF-32LE", "một hai"},
          sample{"utf-32", "UTF-32BE", "một hai"}}) {
        const decoded_text read = decode_text(encoded(text, set), declared);
        EXPECT_EQ(read.text, nfc(text)) << declared << " " << set;
        EXPECT_FALSE(read.doubt) << declared << " " << set;
    }
    using namespace std::string_view_literals;
    EXPECT_EQ(decode_text("\xFF\xFE\0\0\x42\0\0\0"sv, "UTF-32").text, "B") << "a mark";
    EXPECT_EQ(decode_text("\0\0\xFE\xFF\0\0\0\x42"sv, "UTF-32").text, "B");
}

namespace {

/// All that `iconv -l` prints.
std::vector<std::string> names_of_glibc() {
    std::vector<std::string> all;
    FILE* list = popen("iconv -l", "r");
    std::array<char, 256> line{};
    while (list != nullptr && fgets(line.data(), line.size(), list) != nullptr) {
        std::string name = line.data();
        name.erase(name.find_last_not_of("/\n ") + 1);
        all.push_back(std::move(name));
    }
    pclose(list);
    return all;
}

/// What iconv makes of it; empty when a part of it cannot be.
std::string converted(const std::string& text, const std::string& from, const std::string& to) {
    const iconv_t state = iconv_open(to.c_str(), from.c_str());
    std::string bytes(256, '\0');
    char* in = const_cast<char*>(text.data());
    std::size_t in_left = text.size();
    char* out = bytes.data();
    std::size_t out_left = bytes.size();
    const bool whole = iconv(state, &in, &in_left, &out, &out_left) == 0 &&
                       iconv(state, nullptr, nullptr, &out, &out_left) == 0;
    iconv_close(state);
    bytes.resize(whole ? bytes.size() - out_left : 0);
    return bytes;
}

/// The first text that the set can hold and give back, and its bytes.
std::pair<std::string, std::string> held_by(const std::string& set) {
    for (const std::string text :
         {"Đúng hẹn một lần 12", "안녕 12", "日本語 12", "中文 12", "Їжак 12", "γλώσσα 12", "سلام",
          "שלום", "ไทย", "Հայ", "ქართ", "déjà 12", "Abc 12", "ABC 12", "⠁⠃", "12", "αβγ", "ґђѓє"}) {
        auto bytes = converted(text, "UTF-8", set);
        if (!bytes.empty() && nfc(converted(bytes, set, "UTF-8")) == nfc(text)) {
            return {text, std::move(bytes)};
        }
    }
    return {};
}

} // namespace

TEST(mail_charset, reads_every_set_that_glibc_knows_but_the_few_that_are_refused) {
    const auto names = names_of_glibc();
    ASSERT_GT(names.size(), 1000U) << "what iconv -l prints";
    std::size_t read_well = 0;
    std::size_t refused = 0;
    for (const auto& name : names) {
        const auto [text, bytes] = held_by(name);
        const decoded_text read = decode_text(bytes, name);
        if (name.find('/') != std::string::npos) { // it has another name without one
            EXPECT_EQ(read.doubt->code, "charset_unknown") << name;
        } else if (read.doubt && read.doubt->code == "charset_refused") {
            ++refused;
        } else {
            EXPECT_FALSE(text.empty()) << name;
            EXPECT_EQ(read.text, nfc(text)) << name;
            EXPECT_FALSE(read.doubt) << name;
            ++read_well;
        }
    }
    EXPECT_LE(refused, 60U);
    EXPECT_GT(read_well, 1000U);
}

TEST(mail_charset, gives_some_text_for_any_byte) {
    for (const charset_names& set : charsets) {
        for (int byte = 0; byte < 256; ++byte) {
            const std::string text =
                decode_text(std::string(3, static_cast<char>(byte)), set.declared).text;
            EXPECT_TRUE(fits_utf8(text)) << set.declared << byte;
        }
    }
}

TEST(mail_charset, folds_for_comparing) {
    EXPECT_EQ(folded("  Yêu-cầu  THI HÀNH ÁN, Đượm! "), "yeu cau thi hanh an duom");
    EXPECT_EQ(folded("e\u0302\u0323 Đ đ"), "e d d");
    EXPECT_EQ(folded(""), "");
}
