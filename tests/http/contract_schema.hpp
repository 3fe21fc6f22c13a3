#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace sendpath::http {

/// The document that the server gives out as its contract.
const boost::json::value& contract();

/// Follows "#/components/schemas/NAME" and "#/components/responses/NAME".
const boost::json::object& resolved(const boost::json::object& schema);

/// What the contract has for an answer: its schema and example.
const boost::json::object& media(std::string_view path, std::string_view method,
                                 std::string_view status);

/// What is wrong with `value`, with its place; empty when nothing is. Knows the words of JSON
/// Schema that our contract uses.
std::string wrong(const boost::json::value& value, const boost::json::object& given,
                  const std::string& place);

/// A name that the contract does not have; empty when there is none. Not for open objects.
std::string unknown_name(const boost::json::value& value, const boost::json::object& schema);

}  // namespace sendpath::http
