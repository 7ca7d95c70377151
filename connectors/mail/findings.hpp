#pragma once

#include "connectors/mail/message.hpp"

#include <algorithm>
#include <vector>

namespace connectors {

using mail_findings = std::vector<mail_finding>;

/// A finding is told once, however often it is met.
inline void add_once(mail_findings& all, const mail_finding& found) {
    if (std::find(all.begin(), all.end(), found) == all.end()) {
        all.push_back(found);
    }
}

inline void add_each_once(mail_findings& all, const mail_findings& more) {
    for (const mail_finding& one : more) {
        add_once(all, one);
    }
}

} // namespace connectors
