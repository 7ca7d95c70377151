#pragma once

#include "events/fault.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace connectors {

/// A folder of one's own for what can be derived: a reader must not touch the server's.
class scratch_folder {
public:
    scratch_folder() {
        std::string name = (std::filesystem::temp_directory_path() / "motcua-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw events::fault("folder-not-made",
                                "make a temporary folder in " +
                                    std::filesystem::temp_directory_path().string() +
                                    ": check TMPDIR");
        }
        path_ = name;
    }
    ~scratch_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace connectors
