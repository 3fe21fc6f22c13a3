# What `cmake --install` puts where, and the Debian package of it: ./dev package.
install(TARGETS sendpath RUNTIME DESTINATION bin)
set(debian ${CMAKE_SOURCE_DIR}/docker/debian)
install(FILES ${debian}/sendpath.service DESTINATION lib/systemd/system)
install(FILES ${debian}/sysusers.conf DESTINATION lib/sysusers.d RENAME sendpath.conf)
install(FILES ${debian}/sendpath.bash DESTINATION share/bash-completion/completions RENAME sendpath)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/doc/sendpath RENAME copyright)
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/schema/openapi.json
        DESTINATION share/doc/sendpath)
install(FILES ${debian}/sendpath.toml DESTINATION /etc/sendpath PERMISSIONS OWNER_READ OWNER_WRITE)

# man reads pages packed, and expects them so.
find_program(GZIP gzip REQUIRED)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/sendpath.1.gz
                   COMMAND ${GZIP} -9nc ${debian}/sendpath.1 > ${CMAKE_BINARY_DIR}/sendpath.1.gz
                   DEPENDS ${debian}/sendpath.1)
add_custom_target(man_page ALL DEPENDS ${CMAKE_BINARY_DIR}/sendpath.1.gz)
install(FILES ${CMAKE_BINARY_DIR}/sendpath.1.gz DESTINATION share/man/man1)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME sendpath)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "Sendpath <sendpath@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "reads DMARC and SMTP TLS reports and tells which senders fail")
set(CPACK_PACKAGE_DESCRIPTION
    "A server for owners of mail domains: it takes DMARC aggregate and failure reports\n"
    "and SMTP TLS reports by SMTP, IMAP, upload or from files, keeps them in one SQLite\n"
    "file, and shows which sending paths fail SPF, DKIM or alignment, why, and what to do.")
list(JOIN CPACK_PACKAGE_DESCRIPTION "" CPACK_PACKAGE_DESCRIPTION)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "publicsuffix, passwd")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${debian}/postinst ${debian}/prerm ${debian}/postrm ${debian}/conffiles)
include(CPack)
