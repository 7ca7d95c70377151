#pragma once

#include <stdexcept>
#include <string>

namespace ops {

/// The command line is wrong. `hint` says what to do instead; may be empty.
class usage_error : public std::runtime_error {
public:
    explicit usage_error(const std::string& text, std::string hint = {})
        : std::runtime_error(text), hint_(std::move(hint)) {}
    [[nodiscard]] const std::string& hint() const { return hint_; }

private:
    std::string hint_;
};

/// Something that was named does not exist.
class not_found_error : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

} // namespace ops
