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
    # The data of schemas/ is embedded as long texts.
    -Wno-overlength-strings
    # librdkafka's own macros are statement expressions, and std::stable_sort of libstdc++ uses what
    # it calls deprecated.
    -Wno-gnu-statement-expression-from-macro-expansion -Wno-deprecated-declarations
    $<$<BOOL:${MOTCUA_WERROR}>:-Werror>)
if(MOTCUA_SANITIZE)
    add_compile_options(-fsanitize=${MOTCUA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
        # The headers of others, and frames that have returned:
        # ops/decisions/0047-sanitizers-look-at-our-code.md and 0064.
        -fsanitize-ignorelist=${CMAKE_SOURCE_DIR}/ops/cmake/unsanitized.txt)
    if(MOTCUA_SANITIZE MATCHES address)
        add_compile_options(-fsanitize-address-use-after-return=never)
    endif()
    add_link_options(-fsanitize=${MOTCUA_SANITIZE})
endif()

# The allocator of programs that serve (ops/decisions/0010-programs-use-jemalloc.md).
# Sanitizers bring their own.
add_library(motcua_allocator INTERFACE)
if(NOT MOTCUA_SANITIZE)
    target_link_libraries(motcua_allocator INTERFACE $<BUILD_INTERFACE:PkgConfig::jemalloc>)
    target_sources(motcua_allocator INTERFACE ${CMAKE_SOURCE_DIR}/ops/allocator.cpp)
endif()

option(MOTCUA_PCH "precompile the headers that most files include" ON)

option(MOTCUA_UNITED "compile files of one folder together: quicker for a build of everything" OFF)

set(MOTCUA_UNITED_FILES 16 CACHE STRING "how many files are compiled together with MOTCUA_UNITED")

# unite(target sources... [APART files...]): with MOTCUA_UNITED, files of one folder are compiled
# sixteen at a time, since reading the same headers is most of the work: it takes two thirds of what
# eight at a time take, and 1.9 GB of memory. So names in the unnamed namespaces of one folder must
# differ. What is in APART, a file or a folder, is compiled alone.
function(unite target)
    cmake_parse_arguments(UNITE "" "" "APART" ${ARGN})
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${MOTCUA_UNITED} UNITY_BUILD_MODE GROUP)
    foreach(source IN LISTS UNITE_UNPARSED_ARGUMENTS)
        get_filename_component(folder ${source} DIRECTORY)
        file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${folder})
        file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${source})
        if(name IN_LIST UNITE_APART OR folder IN_LIST UNITE_APART)
            continue()
        endif()
        string(MAKE_C_IDENTIFIER ${folder} folder)
        if(NOT DEFINED count_${folder})
            set(count_${folder} 0)
        endif()
        math(EXPR group "${count_${folder}} / ${MOTCUA_UNITED_FILES}")
        math(EXPR count_${folder} "${count_${folder}} + 1")
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${group})
    endforeach()
endfunction()

option(MOTCUA_PCH_OWN "precompile headers of the project, too: quicker for a build of everything" ${MOTCUA_UNITED})

# precompile(target headers...): what most files of a target include is read once; headers of the
# project only with MOTCUA_PCH_OWN: their variants take long to read, but after an edit of one all
# would be compiled, and static checks would look into them again with every file.
function(precompile target)
    if(NOT MOTCUA_PCH)
        return()
    endif()
    set(headers ${CMAKE_SOURCE_DIR}/ops/cmake/common.hpp)
    foreach(header IN LISTS ARGN)
        if(header MATCHES "^<")
            list(APPEND headers ${header})
        elseif(MOTCUA_PCH_OWN)
            list(APPEND headers ${CMAKE_SOURCE_DIR}/${header})
        endif()
    endforeach()
    target_precompile_headers(${target} PRIVATE ${headers})
endfunction()

# add_layer(engine [APART files...] [PRECOMPILED headers...]): a static library of all sources below
# the folder that is named like it, united but for those in APART.
function(add_layer name)
    cmake_parse_arguments(LAYER "" "" "APART;PRECOMPILED" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
    if(NOT sources)
        file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp "")
        set(sources ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp)
    endif()
    add_library(${name} STATIC ${sources})
    unite(${name} ${sources} APART ${LAYER_APART})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE motcua_flags)
    precompile(${name} ${LAYER_PRECOMPILED})
endfunction()

# not_optimised(target): for what runs seldom, as tests do: it compiles in little over half of the time.
function(not_optimised target)
    target_compile_options(${target} PRIVATE -O0)
endfunction()

# add_suite(events libs... [APART files...] [TOGETHER suite]): one test program of all *_test.cpp
# below tests/<name>, united but for those in APART.
# ctest runs each test in a process of its own, but those of the test suite TOGETHER in one, since
# they share something that is dear to make. Under the sanitizers, where making what nearly all share
# takes longer than most tests, those of a WHOLE program run in a few processes.
function(add_suite name)
    cmake_parse_arguments(SUITE "WHOLE" "TOGETHER" "APART" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*_test.cpp)
    if(NOT sources)
        return()
    endif()
    add_executable(${name}_test ${sources})
    unite(${name}_test ${sources} APART ${SUITE_APART})
    target_link_libraries(${name}_test PRIVATE motcua_flags test_support
        ${SUITE_UNPARSED_ARGUMENTS} GTest::gmock_main)
    not_optimised(${name}_test)
    if(MOTCUA_PCH)
        target_precompile_headers(${name}_test REUSE_FROM test_support)
    endif()
    set(long 300) # seconds, of what is more than one test
    if(MOTCUA_SANITIZE)
        set(long 1800)
    endif()
    if(SUITE_TOGETHER)
        set(others TEST_FILTER "-${SUITE_TOGETHER}.*")
        add_test(NAME ${name}.${SUITE_TOGETHER}
            COMMAND ${name}_test --gtest_filter=${SUITE_TOGETHER}.*)
        set_tests_properties(${name}.${SUITE_TOGETHER} PROPERTIES TIMEOUT ${long})
    endif()
    if(SUITE_WHOLE AND MOTCUA_SANITIZE)
        foreach(part RANGE 3)
            add_test(NAME ${name}.part_${part}
                COMMAND ${name}_test --gtest_brief=1 --gtest_filter=-${SUITE_TOGETHER}.*)
            set_tests_properties(${name}.part_${part} PROPERTIES TIMEOUT ${long}
                ENVIRONMENT "GTEST_TOTAL_SHARDS=4;GTEST_SHARD_INDEX=${part}")
        endforeach()
        return()
    endif()
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60 ${others}
        PROPERTIES TIMEOUT 300)
endfunction()
