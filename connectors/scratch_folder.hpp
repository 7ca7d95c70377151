#pragma once

#include <filesystem>

namespace connectors {

/// A folder of one's own below the machine's temporary one, removed with all that is in it at the
/// end.
class scratch_folder {
public:
    scratch_folder(); ///< throws events::fault when none can be made
    ~scratch_folder();
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace connectors
