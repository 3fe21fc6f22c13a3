#include "http/form.hpp"

#include "http/guarded_site.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

/// Reads a form of one text and one number.
std::optional<Answer> read(std::string_view content_type, std::string_view body) {
    Request request;
    request.content_type = content_type;
    request.body = body;
    Form form(request);
    static_cast<void>(form.text("name"));
    static_cast<void>(form.integer("days", 1, 10));
    return form.problem();
}

TEST(Form, IsReadWhenItIsJsonAndNothingElse) {
    for (const char* body : {R"({"name":"a"})", R"({"name":"","days":1})",
                             R"({"days":10,"name":"a"})", R"({"name":"a","days":null})"})
        EXPECT_FALSE(read("application/json", body)) << body;
    EXPECT_FALSE(read("Application/JSON; charset=utf-8", R"({"name":"a"})"));
    for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "json"})
        EXPECT_EQ(read(type, R"({"name":"a"})")->status, 415U) << type;
    for (const char* body :
         {"", "[]", "1", "{", R"({"name":1})", R"({"days":1})", R"({"name":null})",
          R"({"name":"a","days":0})", R"({"name":"a","days":11})", R"({"name":"a","days":1.5})",
          R"({"name":"a","days":"1"})", R"({"name":"a","other":1})", "{\"name\":\"\xff\"}"})
        EXPECT_EQ(read("application/json", body)->status, 400U) << body;
}

TEST(Form, NamesTheMemberThatIsWrong) {
    EXPECT_NE(read("application/json", R"({"name":"a","dasy":1})")->body.find("dasy: no such"),
              std::string::npos);
    EXPECT_NE(read("application/json", "{}")->body.find("name: is missing"), std::string::npos);
}

}  // namespace
}  // namespace sendpath::http
