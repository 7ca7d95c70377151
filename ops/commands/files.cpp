#include "ops/commands/files.hpp"

#include "ops/cli/usage_error.hpp"

#include <fstream>
#include <iterator>

namespace ops {

std::string read_named_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file) {
        throw usage_error("the file " + path + " cannot be read", "name one that exists");
    }
    return bytes;
}

void write_named_file(const std::string& path, const std::string& bytes) {
    std::ofstream file{path, std::ios::binary | std::ios::trunc};
    file << bytes;
    file.close();
    if (!file) {
        throw usage_error("the file " + path + " cannot be written",
                          "name one in a folder that exists and may be written");
    }
}

} // namespace ops
