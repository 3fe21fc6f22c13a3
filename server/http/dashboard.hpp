#pragma once

#include "http/answer.hpp"
#include "http/embedded.hpp"
#include "http/request.hpp"

#include <map>

namespace sendpath::http {

/// The files of the dashboard, ready to be sent. Made once; any number of threads may ask.
class Dashboard {
public:
    /// `files` must outlive this. `base_path` takes the place of the page's <base href="/">; it
    /// begins and ends with '/'.
    Dashboard(std::span<const EmbeddedFile> files, std::string_view base_path);

    /// The file at the path of `request`; for any other path the page itself, which knows what to
    /// show there. Below /assets/, where names change with every build, 404 instead.
    [[nodiscard]] Answer answer(const Request& request) const;

private:
    struct File {
        std::string_view plain;
        std::string_view gzip;    // empty: none
        std::string_view brotli;  // empty: none
        std::string etag;
    };

    [[nodiscard]] Answer file_answer(std::string_view path, const File& file,
                                     const Request& request) const;

    std::string page_;
    std::map<std::string_view, File> files_;
};

/// The media type of a file by its name. Text is UTF-8.
[[nodiscard]] std::string_view media_type(std::string_view path);

}  // namespace sendpath::http
