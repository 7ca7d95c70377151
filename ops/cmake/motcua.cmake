# What every target of the project shares.

find_program(CCACHE ccache)
if(CCACHE)
    # Relative paths, so that a second clone or build folder finds the first one's objects.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_library(motcua_flags INTERFACE)
target_compile_options(motcua_flags INTERFACE
    -Wall -Wextra -Wconversion -Wshadow -Wpedantic
    $<$<BOOL:${MOTCUA_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 reports these in its own headers at -O2 (GCC bugs 105329, 105651, 105593).
    target_compile_options(motcua_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized -Wno-array-bounds)
endif()
if(MOTCUA_SANITIZE)
    add_compile_options(-fsanitize=${MOTCUA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${MOTCUA_SANITIZE})
endif()

# The allocator of programs that serve (ops/decisions/0010-programs-use-jemalloc.md).
# Sanitizers bring their own.
add_library(motcua_allocator INTERFACE)
if(NOT MOTCUA_SANITIZE)
    target_link_libraries(motcua_allocator INTERFACE $<BUILD_INTERFACE:PkgConfig::jemalloc>)
endif()

option(MOTCUA_PCH "precompile the headers that most files include" ON)

# add_layer(events): a static library of all sources below the folder that is named like it.
function(add_layer name)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
    if(NOT sources)
        file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp "")
        set(sources ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp)
    endif()
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE motcua_flags)
    if(MOTCUA_PCH)
        target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/ops/cmake/common.hpp)
    endif()
endfunction()

# add_suite(events libs...): one test program of all *_test.cpp below tests/<name>.
function(add_suite name)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*_test.cpp)
    if(NOT sources)
        return()
    endif()
    add_executable(${name}_test ${sources})
    target_link_libraries(${name}_test PRIVATE motcua_flags test_support ${ARGN} GTest::gmock_main)
    if(MOTCUA_PCH)
        target_precompile_headers(${name}_test REUSE_FROM test_support)
    endif()
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
        PROPERTIES TIMEOUT 300)
endfunction()
