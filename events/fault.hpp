#pragma once

#include <stdexcept>
#include <string>

namespace events {

/// The world failed: a disk, a file, a broker. `code` names a page in ops/runbooks; the text says
/// what was tried, on what, and what to do next. A refusal by the rules is never a fault.
class fault : public std::runtime_error {
public:
    fault(std::string code, const std::string& text)
        : std::runtime_error(text), code_(std::move(code)) {}
    [[nodiscard]] const std::string& code() const { return code_; }

private:
    std::string code_;
};

/// The log cannot be read or written.
class log_fault : public fault {
    using fault::fault;
};

/// Bytes are not what they must be: the log, a file or a schema is damaged or foreign.
class corruption : public fault {
    using fault::fault;
};

} // namespace events
