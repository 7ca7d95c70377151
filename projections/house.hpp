#pragma once

#include "projections/positions.hpp"
#include "projections/rocks.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace projections {

/// The folder of the store. Rows lie in folders `rows-1`, `rows-2` … inside it, of which the file
/// CURRENT names the one in use; all others are leftovers of rebuilds.
class house {
public:
    explicit house(std::filesystem::path folder);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// The folder that CURRENT names; empty when there is none.
    [[nodiscard]] std::filesystem::path current() const;
    /// A name that is not used yet.
    [[nodiscard]] std::filesystem::path vacant() const;
    /// From now on `rows`, a folder inside, is the one. Durable when it returns: after a crash
    /// CURRENT names the old one or the new one.
    void move_to(const std::filesystem::path& rows) const;
    /// Removes all rows but those in use.
    void clear_leftovers() const;

private:
    std::filesystem::path folder_;
};

/// Says of which program and which log the rows are.
void write_origin(rocks& rows, const events::log& log);
/// Why rows cannot be used with a log.
struct unusable {
    std::string why; ///< empty when they can
    /// They say something that the log does not: it has lost records, or is another one.
    bool log_knows_less = false;
};
[[nodiscard]] unusable why_unusable(const rocks& rows, const events::log& log);

} // namespace projections
