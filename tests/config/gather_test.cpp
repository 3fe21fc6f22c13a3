#include "config/gather.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace sendpath::config {
namespace {

class Gather : public testing::Test {
protected:
    void SetUp() override { std::ofstream(name_) << "[store]\npath = 'of the file'\n"; }
    void TearDown() override { std::filesystem::remove(name_); }

    std::string name_ = testing::TempDir() + "gather_" +
                        testing::UnitTest::GetInstance()->current_test_info()->name() + ".toml";
};

TEST_F(Gather, ReadsTheFileThatTheFlagOrElseTheEnvironmentNames) {
    const std::string variable = "SENDPATH_CONFIG=" + name_;
    const char* const environment[] = {variable.c_str(), "SENDPATH_HTTP_BASE_PATH=/a=b/", "odd",
                                       nullptr};
    const Result<Sources> by_variable = gather({}, environment);
    ASSERT_TRUE(by_variable) << by_variable.error().detail;
    EXPECT_EQ(by_variable->file_name, name_);
    EXPECT_EQ(load({by_variable->file_name, by_variable->file_text, {}, {}})->store.path,
              "of the file");
    EXPECT_EQ(by_variable->environment.size(), 2U);
    EXPECT_EQ(by_variable->environment[1].second, "/a=b/");

    CommandLine line;
    line.config_file = name_ + ".absent";
    const Result<Sources> by_flag = gather(line, environment);
    ASSERT_FALSE(by_flag) << "the flag wins";
    EXPECT_EQ(by_flag.error().code, Errc::io);
    EXPECT_NE(by_flag.error().detail.find(line.config_file), std::string::npos);
}

TEST_F(Gather, ReadsNoFileThatNobodyNamed) {
    CommandLine line;
    line.overrides = {{"store.path", "--store", std::string("of the flag"), std::nullopt}};
    const Result<Sources> sources = gather(line, nullptr);
    ASSERT_TRUE(sources) << sources.error().detail;
    EXPECT_EQ(sources->file_text, "");
    EXPECT_EQ(load(*sources)->store.path, "of the flag");
}

}  // namespace
}  // namespace sendpath::config
