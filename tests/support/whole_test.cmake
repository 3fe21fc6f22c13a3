# Tests of the built program, in Python: sendpath_whole_test(NAME [SECONDS]) registers NAME_test.py
# of the folder it is called from. Such a test ends with 77 when it lacks something it needs.
include_guard(GLOBAL)

function(sendpath_whole_test name)
    set(seconds 600)
    if(ARGC GREATER 1)
        set(seconds ${ARGV1})
    endif()
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
    add_test(NAME ${folder}.${name}
             COMMAND python3 -B ${CMAKE_CURRENT_SOURCE_DIR}/${name}_test.py)
    set_tests_properties(${folder}.${name} PROPERTIES
        ENVIRONMENT "SENDPATH_BINARY=$<TARGET_FILE:sendpath>;SENDPATH_SHARED=${SENDPATH_SHARED};PYTHONPATH=${CMAKE_SOURCE_DIR}/tests/whole"
        SKIP_RETURN_CODE 77
        TIMEOUT ${seconds})
endfunction()
