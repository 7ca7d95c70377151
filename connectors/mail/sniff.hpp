#pragma once

#include <string>
#include <string_view>

namespace connectors {

/// The media type that the first bytes of a file speak for, whatever its name says; empty when they
/// speak for none of those that offices get: PDF, pictures, ZIP (with DOCX, XLSX), OLE (DOC, XLS),
/// RTF, 7z, RAR, and programs.
[[nodiscard]] std::string sniffed_media_type(std::string_view bytes);

/// The usual ending of a file of that media type, with its dot; empty when there is none.
[[nodiscard]] std::string_view file_ending(std::string_view media_type);

} // namespace connectors
