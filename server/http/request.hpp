#pragma once

#include "http/query.hpp"
#include "model/names.hpp"

namespace sendpath::http {

/// A request as the routes see it, without any wire. Absent header fields are empty.
struct Request {
    std::string method = "GET";
    std::string path;  ///< decoded, below the base path, begins with '/'
    Query query;
    std::string id;  ///< X-Request-Id
    std::string host;
    std::string origin;
    std::string fetch_site;  ///< Sec-Fetch-Site
    std::string if_none_match;
    std::string accept;
    std::string accept_encoding;
    std::string authorization;
    std::string cookie;         ///< all of them, joined by ';'
    std::string csrf;           ///< X-CSRF-Token
    std::string forwarded_for;  ///< X-Forwarded-For, all of them, joined by ','
    std::string content_type;
    model::IpAddress client;  ///< who asks: the peer, until the site knows better
    std::string file_name;    ///< of an upload
    std::string body;
};

/// GET or HEAD: what changes nothing.
[[nodiscard]] inline bool is_read(const Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

/// Reads the target of a request line into `request`: the path without `base_path`, and the query.
/// Errors: bad_syntax, missing_field when the path is not below `base_path`.
/// Source: RFC 9112 section 3.2.1.
[[nodiscard]] Result<void> read_target(std::string_view target, std::string_view base_path,
                                       Request& request);

/// Whether `coding` is among the codings of an Accept-Encoding field, or the types of an Accept
/// field, and not refused by q=0. Source: RFC 9110 sections 12.5.1 and 12.5.3.
[[nodiscard]] bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

/// Whether an If-None-Match field names `etag`. Source: RFC 9110 section 13.1.2.
[[nodiscard]] bool names_etag(std::string_view if_none_match, std::string_view etag);

/// Whether a browser sends this from a page of another site. Other programs send neither field.
[[nodiscard]] bool is_cross_origin(const Request& request);

}  // namespace sendpath::http
