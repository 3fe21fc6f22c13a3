# A room is a folder of server/ built as one static library, with its sources named one by one.
# DOORS become link dependencies, and house_rules.cmake fails the test run when a file includes a
# room that is not among them. LINKS stay private to the room unless its own headers need them:
# those go under SHOWS.
include_guard(GLOBAL)

add_library(sendpath_flags INTERFACE)
target_compile_options(sendpath_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                       -Wnon-virtual-dtor -Wno-missing-designated-field-initializers -Werror=unused-result -Werror=switch)
target_include_directories(sendpath_flags INTERFACE ${CMAKE_SOURCE_DIR}/server)

function(sendpath_room name)
    cmake_parse_arguments(arg "" "" "DOORS;LINKS;SHOWS;SOURCES" ${ARGN})
    list(TRANSFORM arg_DOORS PREPEND sendpath_ OUTPUT_VARIABLE rooms)
    if(arg_SOURCES)
        add_library(sendpath_${name} STATIC ${arg_SOURCES})
        target_link_libraries(sendpath_${name} PUBLIC sendpath_flags ${rooms} ${arg_SHOWS}
                              PRIVATE ${arg_LINKS})
    else()
        add_library(sendpath_${name} INTERFACE)
        target_link_libraries(sendpath_${name} INTERFACE sendpath_flags ${rooms} ${arg_SHOWS})
    endif()
    set_property(GLOBAL APPEND PROPERTY sendpath_doors "${name}:${arg_DOORS}")
endfunction()

# One test program per room, in the folder of tests/ that bears the room's name.
#   sendpath_tests(decode SOURCES a_test.cpp ... LINKS more libraries)
function(sendpath_tests room)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${room}_tests ${arg_SOURCES})
    target_include_directories(${room}_tests PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(${room}_tests PRIVATE
        SENDPATH_FIXTURES="${CMAKE_SOURCE_DIR}/tests/fixtures"
        SENDPATH_SHARED="${SENDPATH_SHARED}")
    target_link_libraries(${room}_tests PRIVATE sendpath_${room} GTest::gtest_main GTest::gmock
                          ${arg_LINKS})
    gtest_discover_tests(${room}_tests NO_PRETTY_VALUES DISCOVERY_TIMEOUT 60)
endfunction()

function(sendpath_house_rules)
    get_property(doors GLOBAL PROPERTY sendpath_doors)
    string(REPLACE ";" " " doors "${doors}")
    add_test(NAME house_rules
             COMMAND ${CMAKE_COMMAND} -D "DOORS=${doors}" -D SERVER=${CMAKE_SOURCE_DIR}/server
                     -P ${CMAKE_SOURCE_DIR}/cmake/house_rules.cmake)
endfunction()

include(GoogleTest)
