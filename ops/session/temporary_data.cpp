#include "ops/session/temporary_data.hpp"

#include "events/fault.hpp"

#include <cstdlib>
#include <string>

namespace ops {

namespace fs = std::filesystem;

temporary_data::temporary_data() {
    std::string name = (fs::temp_directory_path() / "motcua-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw events::fault("folder-not-made", "make a temporary folder in " +
                                                   fs::temp_directory_path().string() +
                                                   ": look at its permissions, or set TMPDIR");
    }
    path_ = name;
}

temporary_data::~temporary_data() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

} // namespace ops
