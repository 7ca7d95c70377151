#pragma once

#include <filesystem>

namespace ops {

/// A data folder below the machine's temporary folder, removed at the end unless it is kept.
class temporary_data {
public:
    temporary_data(); ///< throws events::fault when none can be made
    ~temporary_data();
    temporary_data(const temporary_data&) = delete;
    temporary_data& operator=(const temporary_data&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace ops
