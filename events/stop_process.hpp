#pragma once

#include <string>

namespace events {

/// The way out when going on could lose or invent something: a sync failed, rows could not be
/// written. Prints the text and ends the process with status 75 (EX_TEMPFAIL); whoever supervises
/// it starts it again, and it reads the log. Nothing is flushed or answered any more.
[[noreturn]] void stop_process(const std::string& problem);

} // namespace events
