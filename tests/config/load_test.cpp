#include "config/load.hpp"

#include "config/field.hpp"
#include "decode/limits.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace sendpath::config {
namespace {

Sources file(std::string text) {
    return {"t.toml", std::move(text), {}, {}};
}

std::string listens(const Config& config) {
    std::string out;
    for (const Endpoint& endpoint : config.http.listen) out += endpoint_text(endpoint) + ' ';
    return out;
}

TEST(Load, WithoutAnythingGivesDefaultsThatWork) {
    const Result<Config> config = load({});
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_TRUE(config->domains.empty());
    EXPECT_EQ(config->store.path, "sendpath.db");
    EXPECT_EQ(listens(*config), "127.0.0.1:8080 ");
    EXPECT_EQ(config->http.base_path, "/");
    EXPECT_EQ(config->retention.raw, std::chrono::days(90));
    EXPECT_EQ(config->retention.records, std::chrono::days(400));
    EXPECT_EQ(config->retention.failure_samples, std::chrono::days(30));
}

TEST(Load, HasTheDefaultLimitsOfTheDecoder) {
    const Limits ours;
    const decode::Limits theirs;
    EXPECT_EQ(ours.message, theirs.message);
    EXPECT_EQ(ours.unpacked, theirs.unpacked);
    EXPECT_EQ(ours.archive_entries, theirs.archive_entries);
    EXPECT_EQ(ours.archive_depth, theirs.archive_depth);
    EXPECT_EQ(ours.xml_depth, theirs.xml_depth);
    EXPECT_EQ(ours.tree, theirs.tree);
    EXPECT_EQ(ours.mime_depth, theirs.mime_depth);
    EXPECT_EQ(ours.mime_parts, theirs.mime_parts);
    EXPECT_EQ(ours.header, theirs.header);
    EXPECT_EQ(ours.header_fields, theirs.header_fields);
}

TEST(Load, ReadsEverySettingOfTheFile) {
    const Result<Config> config = load(file(R"(
        domains = ["Example.COM", "example.co.jp.", "example.com"]
        public_suffix_list = "/srv/suffixes.dat"
        [store]
        path = "/var/lib/sendpath/store.db"
        [http]
        listen = ["127.0.0.1:0", "[::1]:8081"]
        base_path = "/dmarc"
        [limits]
        message = "25MiB"
        unpacked = 1048576
        archive_entries = 10
        archive_depth = 1
        xml_depth = 16
        tree = "8 MiB"
        mime_depth = 4
        mime_parts = 20
        header = "64KiB"
        header_fields = 500
        [retention]
        raw = "7d"
        records = "forever"
        failure_samples = "24h"
    )"));
    ASSERT_TRUE(config) << config.error().detail;
    ASSERT_EQ(config->domains.size(), 2U);
    EXPECT_EQ(config->domains[0].str(), "example.com");
    EXPECT_EQ(config->domains[1].str(), "example.co.jp");
    EXPECT_EQ(config->public_suffix_list, "/srv/suffixes.dat");
    EXPECT_EQ(config->store.path, "/var/lib/sendpath/store.db");
    EXPECT_EQ(listens(*config), "127.0.0.1:0 [::1]:8081 ");
    EXPECT_EQ(config->http.base_path, "/dmarc/");
    EXPECT_EQ(config->limits.message, 25U << 20U);
    EXPECT_EQ(config->limits.unpacked, 1U << 20U);
    EXPECT_EQ(config->limits.archive_entries, 10U);
    EXPECT_EQ(config->limits.archive_depth, 1U);
    EXPECT_EQ(config->limits.xml_depth, 16U);
    EXPECT_EQ(config->limits.tree, 8U << 20U);
    EXPECT_EQ(config->limits.mime_depth, 4U);
    EXPECT_EQ(config->limits.mime_parts, 20U);
    EXPECT_EQ(config->limits.header, 64U << 10U);
    EXPECT_EQ(config->limits.header_fields, 500U);
    EXPECT_EQ(config->retention.raw, std::chrono::days(7));
    EXPECT_EQ(config->retention.records, std::nullopt);
    EXPECT_EQ(config->retention.failure_samples, std::chrono::days(1));
}

TEST(Load, LetsFlagsWinOverTheEnvironmentAndThatOverTheFile) {
    Sources sources = file("[store]\npath = 'file.db'\n[limits]\nmime_parts = 7\nmime_depth = 7\n");
    EXPECT_EQ(load(sources)->store.path, "file.db");
    sources.environment = {{"SENDPATH_STORE_PATH", "environment.db"},
                           {"SENDPATH_LIMITS_MIME_PARTS", "9"}};
    EXPECT_EQ(load(sources)->store.path, "environment.db");
    sources.flags = {{"store.path", "--store", std::string("flag.db"), std::nullopt}};
    EXPECT_EQ(load(sources)->store.path, "flag.db");
    EXPECT_EQ(load(sources)->limits.mime_parts, 9U);
    EXPECT_EQ(load(sources)->limits.mime_depth, 7U);
}

TEST(Load, ReadsListsOfTheEnvironmentBetweenCommas) {
    Sources sources;
    sources.environment = {{"SENDPATH_DOMAINS", "example.com, example.org,"},
                           {"SENDPATH_HTTP_LISTEN", "127.0.0.1:1,[::1]:2"},
                           {"SENDPATH_RETENTION_FAILURE_SAMPLES", "10d"}};
    const Result<Config> config = load(sources);
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_EQ(config->domains.size(), 2U);
    EXPECT_EQ(listens(*config), "127.0.0.1:1 [::1]:2 ");
    EXPECT_EQ(config->retention.failure_samples, std::chrono::days(10));
}

TEST(Load, IgnoresVariablesThatAreNoSettings) {
    Sources sources;
    sources.environment = {{"PATH", "/bin"},
                           {"SENDPATH_CONFIG", "some.toml"},
                           {"SENDPATH_STORE_PATH", ""},  // unset, as compose files write it
                           {"SENDPATH_PORT", "tcp://192.0.2.1:80"},  // Kubernetes
                           {"SENDPATH_PORT_80_TCP_ADDR", "192.0.2.1"},
                           {"SENDPATH_SERVICE_HOST", "192.0.2.1"}};
    const Result<Config> config = load(sources);
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_EQ(config->store.path, "sendpath.db");
}

TEST(Fields, AreKnownByKeysThatMakeDifferentVariables) {
    std::vector<std::string> names;
    for (const Field& field : fields()) {
        EXPECT_EQ(find_field(field.key), &field);
        names.push_back(variable_name(field.key));
    }
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
    EXPECT_EQ(variable_name("http.base_path"), "SENDPATH_HTTP_BASE_PATH");
}

}  // namespace
}  // namespace sendpath::config
