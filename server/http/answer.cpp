#include "http/answer.hpp"

#include <spdlog/spdlog.h>
#include <boost/json/serialize.hpp>

namespace sendpath::http {
namespace {

Answer document(unsigned status, std::string_view detail, const std::string* parameter) {
    boost::json::object object;
    object["type"] = "about:blank";
    object["title"] = reason_phrase(status);
    object["status"] = status;
    object["detail"] = detail;
    if (parameter != nullptr) object["parameter"] = *parameter;
    Answer answer = json_answer(object, status);
    answer.type = "application/problem+json";
    return answer;
}

}  // namespace

Answer json_answer(const boost::json::object& object, unsigned status) {
    Answer answer;
    answer.status = status;
    answer.body = boost::json::serialize(object);
    return answer;
}

Answer problem(unsigned status, std::string_view detail) {
    return document(status, detail, nullptr);
}

Answer problem(const BadParameter& bad) {
    return document(400, bad.parameter + ": " + bad.detail, &bad.parameter);
}

Answer wrong_method(std::string_view allowed) {
    Answer answer = problem(405, "this path takes " + std::string(allowed));
    answer.fields.push_back({"Allow", std::string(allowed)});
    return answer;
}

Answer store_problem(const Error& error) {
    if (error.code == Errc::too_large)
        return problem(503, "the question took too long; ask for a shorter period");
    spdlog::error("the store did not answer: {}", error.detail);
    return problem(500, "the store did not answer; the log of the server says why");
}

Answer not_stored(const Error& error) {
    spdlog::error("a change could not be stored: {}", error.detail);
    Answer answer = problem(503, "the store could not take it; try again later");
    answer.fields.push_back({"Retry-After", "60"});
    return answer;
}

std::string_view reason_phrase(unsigned status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 304: return "Not Modified";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 421: return "Misdirected Request";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        default: return "Error";
    }
}

}  // namespace sendpath::http
