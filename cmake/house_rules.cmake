# Fails when a file under SERVER includes a room its own room has no door to, when a file is too
# long for one thought, when a room that has no business with it opens connections (the SMTP sink
# takes mail and can send none; app/sink_client talks to that sink alone), or when a co_await shares
# a line with something g++ 12 destroys twice.
#   DOORS  "base: model:base decode:base model ..." as sendpath_room() recorded them
cmake_policy(SET CMP0057 NEW)

set(longest 400)  # lines
set(callers "^(net|imap|dns)/|^app/(healthcheck_command|sink_client)\\.cpp$")  # who may open connections
set(room "")
string(REPLACE " " ";" words "${DOORS}")
foreach(word IN LISTS words)
    if(word MATCHES "^([a-z]+):(.*)$")
        set(room ${CMAKE_MATCH_1})
        set(doors_${room} ${room} ${CMAKE_MATCH_2})
    else()
        list(APPEND doors_${room} ${word})
    endif()
endforeach()

file(GLOB_RECURSE files RELATIVE ${SERVER} ${SERVER}/*.hpp ${SERVER}/*.cpp)
foreach(file IN LISTS files)
    string(REGEX MATCH "^[^/]+" room ${file})
    file(STRINGS ${SERVER}/${file} includes REGEX "^#include \"[a-z_]+/")
    foreach(line IN LISTS includes)
        string(REGEX REPLACE "^#include \"([a-z_]+)/.*" "\\1" wanted "${line}")
        if(NOT wanted IN_LIST doors_${room})
            message(SEND_ERROR "server/${file}: no door from ${room} to ${wanted}")
        endif()
    endforeach()
    file(STRINGS ${SERVER}/${file} risky REGEX "co_await[^/]*(\\[[^]]*\\] *[({]|[A-Za-z_]{| \\? )")
    foreach(line IN LISTS risky)
        message(SEND_ERROR "server/${file}: name it before you co_await it:${line}")
    endforeach()
    if(NOT file MATCHES "${callers}")
        file(STRINGS ${SERVER}/${file} calls REGEX "[.:>](async_)?connect\\(|resolver|[^a-z]ares_")
        foreach(line IN LISTS calls)
            message(SEND_ERROR "server/${file}: opens a connection:${line}")
        endforeach()
    endif()
    file(READ ${SERVER}/${file} content)
    string(REGEX MATCHALL "\n" ends "${content}")
    list(LENGTH ends lines)
    if(lines GREATER ${longest})
        message(SEND_ERROR "server/${file}: ${lines} lines, more than ${longest}")
    endif()
endforeach()
