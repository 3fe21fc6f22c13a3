#include "config/nearest.hpp"

#include <gtest/gtest.h>

#include <array>

namespace sendpath::config {
namespace {

TEST(EditDistance, CountsLettersAndSwappedNeighbours) {
    struct Row {
        const char* a;
        const char* b;
        std::size_t expected;
    };
    for (const Row& row :
         {Row{"", "", 0}, Row{"", "abc", 3}, Row{"abc", "", 3}, Row{"abc", "abc", 0},
          Row{"abc", "abd", 1}, Row{"abc", "acb", 1}, Row{"ab", "abc", 1},
          Row{"kitten", "sitting", 3}, Row{"listen", "litsen", 1}})
        EXPECT_EQ(edit_distance(row.a, row.b), row.expected) << row.a << ' ' << row.b;
}

TEST(Nearest, IsTheKeyThatWasMeant) {
    constexpr std::array<std::string_view, 4> known{"domains", "store.path", "http.listen",
                                                    "limits.xml_depth"};
    EXPECT_EQ(nearest("domain", known), "domains");
    EXPECT_EQ(nearest("stor.path", known), "store.path");
    EXPECT_EQ(nearest("http.litsen", known), "http.listen");
    EXPECT_EQ(nearest("limits.xmldepth", known), "limits.xml_depth");
    EXPECT_EQ(nearest("server.listen", known), "http.listen") << "right key, wrong section";
    EXPECT_EQ(nearest("listen", known), "http.listen") << "right key, no section";
    EXPECT_EQ(nearest("colour", known), "");
    EXPECT_EQ(nearest(std::string(100'000, 'x'), known), "");
}

}  // namespace
}  // namespace sendpath::config
