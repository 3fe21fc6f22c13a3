# The libraries of Debian 12, each as one target. Some ship no CMake package, or a broken one.
include_guard(GLOBAL)

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(pugixml CONFIG REQUIRED)
find_package(ZLIB REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(tomlplusplus CONFIG REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)  # its CMake package wants zipcmp installed
pkg_check_modules(libdeflate REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(libzstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(libpsl REQUIRED IMPORTED_TARGET libpsl)
pkg_check_modules(libxxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(libcares REQUIRED IMPORTED_TARGET libcares)
pkg_check_modules(libidn2 REQUIRED IMPORTED_TARGET libidn2)

# libmimetic has neither a CMake package nor a .pc file; its headers are too old for our warnings.
find_path(mimetic_include mimetic/mimetic.h REQUIRED)
find_library(mimetic_library mimetic REQUIRED)
add_library(mimetic::mimetic UNKNOWN IMPORTED)
set_target_properties(mimetic::mimetic PROPERTIES
    IMPORTED_LOCATION ${mimetic_library}
    INTERFACE_INCLUDE_DIRECTORIES ${mimetic_include}
    INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${mimetic_include})
