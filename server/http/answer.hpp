#pragma once

#include "base/result.hpp"
#include "http/query_reader.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>

#include <functional>

namespace sendpath::http {

/// What a route answers, without any wire.
struct Answer {
    struct Field {
        std::string_view name;  ///< a literal
        std::string value;
    };

    unsigned status = 200;
    std::string type = "application/json";
    std::string body;
    std::vector<Field> fields;

    /// Gives the rest of the body piece by piece, nullopt at its end; empty: there is none. A body
    /// with pieces has no length. An error ends the connection, so that nobody takes it for whole.
    std::function<boost::asio::awaitable<Result<std::optional<std::string>>>()> pieces;
};

[[nodiscard]] Answer json_answer(const boost::json::object& object, unsigned status = 200);

/// A problem document. Source: RFC 9457 section 3.
[[nodiscard]] Answer problem(unsigned status, std::string_view detail);

/// 400, with the parameter's name.
[[nodiscard]] Answer problem(const BadParameter& bad);

/// 405, with the methods that the path takes.
[[nodiscard]] Answer wrong_method(std::string_view allowed);

/// What the store says when it cannot answer: 503 for a question that took too long, 500 otherwise.
/// The store's own sentence goes to the log, not to the client.
[[nodiscard]] Answer store_problem(const Error& error);

/// What it says when it cannot be changed: 503, and to come again.
[[nodiscard]] Answer not_stored(const Error& error);

[[nodiscard]] std::string_view reason_phrase(unsigned status);

}  // namespace sendpath::http
