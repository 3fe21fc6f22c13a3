#include "base/json.hpp"

#include <gtest/gtest.h>

namespace sendpath::json {
namespace {

TEST(QuotedJson, EscapesWhatJsonAndScriptElementsCannotHold) {
    struct Row {
        std::string_view text;
        std::string_view expected;
    };
    const Row rows[] = {
        {"", R"("")"},
        {"plain", R"("plain")"},
        {"say \"hi\"", R"("say \u0022hi\u0022")"},
        {"back\\slash", R"("back\u005cslash")"},
        {"</script>", R"("\u003c/script>")"},
        {"line\nfeed\t\r", R"("line\u000afeed\u0009\u000d")"},
        {std::string_view("nul\0", 4), R"("nul\u0000")"},
        {"\x1f\x20\x7f", "\"\\u001f\x20\x7f\""},
        {"Zürich ✓", "\"Zürich ✓\""},
    };
    for (const Row& row : rows) EXPECT_EQ(quoted(row.text), row.expected);
}

}  // namespace
}  // namespace sendpath::json
