# Builds files into the program, as they are: the assembler copies their octets, so that a megabyte
# of them costs the compiler nothing.
#
#   sendpath_embed(<variable> <function> <folder> <file>...)
#
# writes a source that defines std::span<const EmbeddedFile> sendpath::<room>::<function>(), which
# <room>/embedded.hpp declares, and puts its name into <variable>. The room is the one that calls.
# Files are named relative to <folder>.
include_guard(GLOBAL)

function(sendpath_embed variable function folder)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
    get_filename_component(room ${CMAKE_CURRENT_SOURCE_DIR} NAME)
    set(octets "")
    set(symbols "")
    set(rows "")
    set(number 0)
    set(paths "")
    foreach(file IN LISTS ARGN)
        set(symbol sendpath_${function}_${number})
        string(APPEND octets "asm(R\"~(.pushsection .rodata
${symbol}: .incbin \"${folder}/${file}\"
${symbol}_end: .byte 0
.popsection)~\");\n")
        string(APPEND symbols "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
        string(APPEND rows "        {\"${file}\", {${symbol}, octets(${symbol}, ${symbol}_end)}},\n")
        list(APPEND paths ${folder}/${file})
        math(EXPR number "${number} + 1")
    endforeach()
    file(CONFIGURE OUTPUT ${source} @ONLY CONTENT "#include \"@room@/embedded.hpp\"

#include <array>

@octets@
extern \"C\" {
@symbols@}

namespace sendpath::@room@ {
namespace {

std::size_t octets(const char* first, const char* end) {
    return static_cast<std::size_t>(end - first);
}

}  // namespace

std::span<const EmbeddedFile> @function@() {
    static const std::array<EmbeddedFile, @number@> files{{
@rows@    }};
    return files;
}

}  // namespace sendpath::@room@
")
    set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${paths}")
    set(${variable} ${source} PARENT_SCOPE)
endfunction()
