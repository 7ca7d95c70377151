#include "tests/support/temporary_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace support {

temporary_folder::temporary_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "motcua-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), "make " + name);
    }
    path_ = name;
}

temporary_folder::~temporary_folder() {
    std::error_code ignored; // a folder that stays behind must not fail the test
    std::filesystem::remove_all(path_, ignored);
}

} // namespace support
