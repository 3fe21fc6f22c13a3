#pragma once

#include "http/route.hpp"
#include "http/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace sendpath::http {

/// As what a list is wanted.
enum class ListFormat : std::uint8_t { json, csv, ndjson };

/// By the end of the path, ".csv" or ".ndjson", which is taken from it; else by the field Accept.
/// json for anything that is no list. Source: RFC 4180; RFC 9110 section 12.5.1.
[[nodiscard]] ListFormat take_list_format(Request& request);

/// A list as a file: all rows that the filters have, in pieces. Each piece is a question of its own
/// to the store, so that neither memory nor the view of a reader is held for longer; rows that
/// change meanwhile are told as they are when their turn comes.
///
/// What is wrong with the request is told at once; when a later piece fails, the body ends short.
struct ListExport {
    Services services;  ///< its own, since the answer outlives the call
    Request request;
    const Route* route = nullptr;
    Match match;
    ListFormat format{};
};
[[nodiscard]] boost::asio::awaitable<Answer> export_list(ListExport list);

}  // namespace sendpath::http
