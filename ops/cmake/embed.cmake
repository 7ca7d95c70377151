# add_embedded_folder(schemas FOLDER engine embedded_table): a static library with every file below
# the folder as `std::span<const engine::embedded> engine::embedded_table()`, sorted by path
# relative to it; engine/embedded_file.hpp declares both. Needs nothing but CMake.
set(EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_script.cmake)
function(add_embedded_folder name folder namespace table)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*)
    list(FILTER files EXCLUDE REGEX "(^|/)(CMakeLists.txt|\\..*)$")
    list(SORT files)
    list(TRANSFORM files PREPEND ${folder}/ OUTPUT_VARIABLE inputs)
    set(list ${CMAKE_CURRENT_BINARY_DIR}/${table}.txt)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${table}.cpp)
    string(JOIN "\n" lines ${files})
    file(CONFIGURE OUTPUT ${list} CONTENT "${lines}" @ONLY) # rewritten only when a file comes or goes
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -D FOLDER=${folder} -D LIST=${list} -D OUTPUT=${output}
            -D NAMESPACE=${namespace} -D TABLE=${table} -P ${EMBED_SCRIPT}
        DEPENDS ${inputs} ${list} ${EMBED_SCRIPT}
        COMMENT "Embedding ${name}/" VERBATIM)
    add_library(${name} STATIC ${output})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE motcua_flags)
endfunction()
