#include <fnmatch.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const std::array<std::string, 5> layers{"events", "engine", "projections", "connectors", "ops"};

std::size_t layer_of(const std::string& path) {
    const auto folder = path.substr(0, path.find('/'));
    return static_cast<std::size_t>(std::find(layers.begin(), layers.end(), folder) -
                                    layers.begin());
}

struct include {
    std::string file; ///< relative to the root
    std::string what; ///< without quotes or brackets
    bool quoted = false;
};

/// Every #include of the layers.
std::vector<include> all_includes() {
    const fs::path root = MOTCUA_SOURCE_DIR;
    std::vector<include> out;
    for (const auto& layer : layers) {
        for (const auto& entry : fs::recursive_directory_iterator(root / layer)) {
            const auto extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp") {
                continue;
            }
            std::ifstream in(entry.path());
            std::string line;
            while (std::getline(in, line)) {
                if (!line.starts_with("#include ") || line.size() < 12) {
                    continue;
                }
                const bool quoted = line[9] == '"';
                const auto end = line.find(quoted ? '"' : '>', 10);
                out.push_back({fs::relative(entry.path(), root).generic_string(),
                               line.substr(10, end - 10), quoted});
            }
        }
    }
    return out;
}

TEST(house, a_folder_includes_only_those_to_its_left) {
    std::size_t seen = 0;
    for (const auto& one : all_includes()) {
        if (!one.quoted) {
            continue;
        }
        ++seen;
        ASSERT_LT(layer_of(one.what), layers.size())
            << one.file << " includes " << one.what << ": quote paths from the root";
        EXPECT_LE(layer_of(one.what), layer_of(one.file)) << one.file << " includes " << one.what;
    }
    EXPECT_GT(seen, 100U);
}

/// The header of a heavy library, and the only file that may include it (or the few, as a pattern).
const std::map<std::string, std::string> heavy{
    {"sqlite3.h", "events/sqlite.cpp"},
    {"simdjson.h", "events/codec_fast.cpp"},
    {"boost/msm/", "engine/lifecycles/machine.hpp"},
    {"pango/", "connectors/documents/pdf_canvas.cpp"},
    {"cairo/", "connectors/documents/pdf_canvas.cpp"},
    {"qrcodegen/", "connectors/documents/qr.cpp"},
    {"xlsxwriter", "connectors/books/xlsx.cpp"},
    {"librdkafka/", "events/kafka_client*.cpp"},
    {"curl/", "events/s3_requests.cpp"},
};

TEST(house, each_heavy_library_is_included_by_one_file) {
    std::map<std::string, std::set<std::string>> includers;
    for (const auto& one : all_includes()) {
        for (const auto& [header, allowed] : heavy) {
            if (one.what.starts_with(header)) {
                EXPECT_EQ(fnmatch(allowed.c_str(), one.file.c_str(), 0), 0)
                    << one.file << " includes " << one.what << "; only " << allowed << " may";
            }
        }
        if (one.what.starts_with("rocksdb/")) {
            includers["rocksdb"].insert(one.file);
        }
    }
    EXPECT_LE(includers["rocksdb"].size(), 1U);
}

TEST(house, namespaces_are_named_like_their_folder) {
    const fs::path root = MOTCUA_SOURCE_DIR;
    for (const auto& layer : layers) {
        for (const auto& entry : fs::recursive_directory_iterator(root / layer)) {
            if (entry.path().extension() != ".hpp") {
                continue;
            }
            if (entry.path().filename() == "common.hpp" ||
                entry.path().filename() == "queries.hpp") {
                continue; // they only gather other headers
            }
            std::ifstream in(entry.path());
            const std::string text{std::istreambuf_iterator<char>{in}, {}};
            EXPECT_NE(text.find("namespace " + layer), std::string::npos)
                << entry.path() << " must declare namespace " << layer;
        }
    }
}

TEST(house, no_file_is_too_long_to_be_opened_gladly) {
    const fs::path root = MOTCUA_SOURCE_DIR;
    for (const auto& layer : layers) {
        for (const auto& entry : fs::recursive_directory_iterator(root / layer)) {
            const auto extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp") {
                continue;
            }
            std::ifstream in(entry.path());
            const auto lines = std::count(std::istreambuf_iterator<char>{in}, {}, '\n');
            EXPECT_LE(lines, 500) << entry.path();
        }
    }
}

} // namespace
