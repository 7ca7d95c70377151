#pragma once

#include "projections/positions.hpp"
#include "projections/rocks.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace projections {

/// The folder of the store. Rows lie in folders `rows-1`, `rows-2` … inside it, of which the file
/// CURRENT names the one in use; all others are leftovers of rebuilds. DAMAGED says that the rows
/// in use must not be used again, and why; `damaged` holds the last ones that were replaced for
/// that.
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
    /// Damage was met in these rows. Durable when it returns; whoever opens them next is told.
    void remember_damage(const std::filesystem::path& rows, const std::string& what) const;
    /// What was remembered of the rows in use; empty when nothing was.
    [[nodiscard]] std::string damage() const;
    /// Keeps rows that are not in use any more under another name, for whoever looks for the cause,
    /// in place of those kept before. Not worth a fault when it cannot be done.
    void set_aside(const std::filesystem::path& rows) const;
    /// Removes all rows but those in use.
    void clear_leftovers() const;

private:
    void write_durably(const std::string& name, const std::string& text) const;

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
