#include "ops/demo/own_name.hpp"

#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace ops {

namespace fs = std::filesystem;

std::string own_name() {
    std::error_code error;
    const auto self = fs::read_symlink("/proc/self/exe", error);
    if (error) {
        return "motcua";
    }
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');) {
        const auto found = fs::path{folder} / "motcua";
        if (fs::exists(found, error)) {
            if (fs::equivalent(found, self, error)) {
                return "motcua";
            }
            break;
        }
    }
    const auto near = self.lexically_relative(fs::current_path(error)).string();
    return near.empty() || near.starts_with("..") ? self.string() : near;
}

} // namespace ops
