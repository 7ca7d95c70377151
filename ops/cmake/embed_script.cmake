# Writes OUTPUT from the files that LIST names below FOLDER; see embed.cmake.
file(STRINGS ${LIST} files ENCODING UTF-8)
set(texts "")
set(rows "")
set(number 0)
foreach(path IN LISTS files)
    file(READ ${FOLDER}/${path} bytes HEX)
    file(SIZE ${FOLDER}/${path} size)
    # 32 bytes a line; a hex escape ends at the next backslash or quote.
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
    string(REPEAT "...." 32 line)
    string(REGEX REPLACE "(${line})" "\\1\"\n    \"" bytes "${bytes}")
    string(APPEND texts "constexpr char file_${number}[] =\n    \"${bytes}\";\n")
    string(APPEND rows "    {\"${path}\", {file_${number}, ${size}}},\n")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "// Generated from ${number} files; do not edit.
#include \"${NAMESPACE}/embedded_file.hpp\"

namespace ${NAMESPACE} {
namespace {

${texts}
constexpr embedded table[] = {
${rows}};

} // namespace

std::span<const embedded> ${TABLE}() { return table; }

} // namespace ${NAMESPACE}
")
