#include "ops/commands/files.hpp"

#include "events/files.hpp"
#include "ops/cli/usage_error.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

namespace ops {
namespace {

namespace fs = std::filesystem;

constexpr mode_t for_its_owner = 0600;
constexpr mode_t as_the_umask_says = 0666;

/// A terminal, a pipe, /dev/stdout: nothing that another file could take the place of.
void write_into(const fs::path& place, const std::string& bytes) {
    std::ofstream file{place, std::ios::binary};
    file << bytes;
    file.close();
    if (!file) {
        events::fail_on_file("write", place);
    }
}

/// Beside it and then moved: what was there stays whole until all of the new one is on the disk.
void replace_file(const fs::path& place, const std::string& bytes) {
    const auto beside = place.parent_path() / (".motcua-" + std::to_string(::getpid()));
    std::error_code ignored;
    fs::remove(beside, ignored); // of a process of that number that was killed
    const auto old = fs::status(place, ignored);
    try {
        events::write_new_file(beside, bytes, fs::exists(old) ? for_its_owner : as_the_umask_says);
        if (fs::exists(old)) {
            fs::permissions(beside, old.permissions(), ignored);
        }
        fs::rename(beside, place);
    } catch (...) {
        fs::remove(beside, ignored);
        throw;
    }
}

} // namespace

std::string read_named_file(const std::string& path) {
    std::error_code ignored;
    if (fs::status(path, ignored).type() == fs::file_type::not_found) {
        throw not_found_error("there is no file " + path);
    }
    const std::ifstream file{path, std::ios::binary};
    std::ostringstream bytes;
    bytes << file.rdbuf(); // of a folder, which opens and cannot be read, nothing
    if (!file || fs::is_directory(path)) {
        throw usage_error("the file " + path + " cannot be read", "name a file that may be read");
    }
    return std::move(bytes).str();
}

void write_named_file(const std::string& path, const std::string& bytes) {
    std::error_code ignored;
    const auto there = fs::status(path, ignored);
    if (fs::exists(there) && !fs::is_regular_file(there) && !fs::is_directory(there)) {
        return write_into(path, bytes);
    }
    const auto place = fs::weakly_canonical(fs::absolute(path), ignored); // behind a symbolic link
    if (fs::is_directory(there) || !fs::is_directory(place.parent_path(), ignored)) {
        throw usage_error("the file " + path + " cannot be written",
                          "name one in a folder that exists and may be written");
    }
    replace_file(place, bytes);
}

} // namespace ops
