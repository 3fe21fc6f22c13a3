#include "http/wire.hpp"

#include <gtest/gtest.h>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace sendpath {
namespace {

namespace beast_http = boost::beast::http;

bool is_taken(std::string_view fields) {
    beast_http::request_parser<beast_http::string_body> parser;
    parser.eager(false);
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
    boost::system::error_code broken;
    parser.put(boost::asio::buffer(head), broken);
    return !broken && static_cast<bool>(http::request_of(parser.get()));
}

// A transfer coding we do not know was passed over, and the request taken for one without a body: a
// proxy that knows it, or takes it for chunked, sees the next request begin elsewhere than we do.
// Source: RFC 9112 section 6.1.
TEST(Bugs, ARequestInATransferCodingThatNobodyKnowsIsRefused) {
    EXPECT_TRUE(is_taken(""));
    EXPECT_TRUE(is_taken("Transfer-Encoding: chunked\r\n"));
    EXPECT_TRUE(is_taken("Transfer-Encoding: Chunked\r\n"));
    for (const char* value :
         {"x", "identity", "gzip, chunked", "chunked, chunked", "chunked, x", ""})
        EXPECT_FALSE(is_taken("Transfer-Encoding: " + std::string(value) + "\r\n")) << value;
    EXPECT_FALSE(is_taken("Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n"));
}

}  // namespace
}  // namespace sendpath
