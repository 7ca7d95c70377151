#include "connectors/mail/sniff.hpp"

#include <algorithm>
#include <array>

namespace connectors {
namespace {

using namespace std::string_view_literals;

struct magic {
    std::size_t offset;
    std::string_view bytes;
    std::string_view type;
};

constexpr std::array magics{
    magic{0, "\xFF\xD8\xFF"sv, "image/jpeg"},
    magic{0, "\x89PNG\r\n\x1A\n"sv, "image/png"},
    magic{0, "GIF87a"sv, "image/gif"},
    magic{0, "GIF89a"sv, "image/gif"},
    magic{0, "II*\0"sv, "image/tiff"},
    magic{0, "MM\0*"sv, "image/tiff"},
    magic{8, "WEBP"sv, "image/webp"},
    magic{4, "ftypheic"sv, "image/heic"},
    magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "application/x-ole-storage"},
    magic{0, "{\\rtf"sv, "application/rtf"},
    magic{0, "7z\xBC\xAF\x27\x1C"sv, "application/x-7z-compressed"},
    magic{0, "Rar!\x1A\x07"sv, "application/vnd.rar"},
    magic{0, "MZ"sv, "application/x-dosexec"},
    magic{0,
          "\x7F"
          "ELF"sv,
          "application/x-executable"},
    magic{0, "#!"sv, "application/x-script"},
};

/// Word and Excel files are ZIP archives; the first member's names tell them apart.
std::string_view zip_kind(std::string_view bytes) {
    const std::string_view start = bytes.substr(0, 4096);
    if (start.find("word/") != std::string_view::npos) {
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    }
    if (start.find("xl/") != std::string_view::npos) {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
    return "application/zip";
}

struct ending {
    std::string_view type;
    std::string_view text;
};

constexpr std::array endings{
    ending{"application/pdf", ".pdf"},
    ending{"image/jpeg", ".jpg"},
    ending{"image/png", ".png"},
    ending{"image/gif", ".gif"},
    ending{"image/tiff", ".tif"},
    ending{"image/heic", ".heic"},
    ending{"application/zip", ".zip"},
    ending{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
    ending{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
    ending{"application/rtf", ".rtf"},
    ending{"message/rfc822", ".eml"},
    ending{"text/plain", ".txt"},
    ending{"text/html", ".html"},
};

} // namespace

std::string_view file_ending(std::string_view media_type) {
    const auto* const found = std::find_if(
        endings.begin(), endings.end(), [&](const ending& one) { return one.type == media_type; });
    return found == endings.end() ? std::string_view{} : found->text;
}

std::string sniffed_media_type(std::string_view bytes) {
    // Readers accept a PDF whose mark stands anywhere in its first 1024 bytes.
    if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) {
        return "application/pdf";
    }
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
        return std::string(zip_kind(bytes));
    }
    for (const magic& one : magics) {
        if (bytes.size() >= one.offset && bytes.substr(one.offset).starts_with(one.bytes)) {
            return std::string(one.type);
        }
    }
    return {};
}

} // namespace connectors
