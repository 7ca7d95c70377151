#include "connectors/scratch_folder.hpp"

#include "events/fault.hpp"

#include <cstdlib>
#include <string>

namespace connectors {

namespace fs = std::filesystem;

scratch_folder::scratch_folder() {
    std::string name = (fs::temp_directory_path() / "motcua-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw events::fault("folder-not-made", "make a temporary folder in " +
                                                   fs::temp_directory_path().string() +
                                                   ": look at its permissions, or set TMPDIR");
    }
    path_ = name;
}

scratch_folder::~scratch_folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

} // namespace connectors
