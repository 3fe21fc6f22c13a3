#include "app/settings_reload.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Reload : public testing::Test {
protected:
    [[nodiscard]] config::Sources sources() const {
        config::Sources made;
        made.file_text = text;
        return made;
    }

    std::string text = "[retention]\nraw = '9d'\n";
    SettingsReload reload{sources(), [this]() -> Result<config::Sources> { return sources(); }};
};

// O6
TEST_F(Reload, TellsWhatHoldsNowAndWhatWaitsForTheNextStart) {
    text = "[retention]\nraw = '8d'\n[http]\nbase_path = '/new/'\n[smtp]\nrecipients = ['a@b.c']";
    const auto news = reload.read();
    ASSERT_TRUE(news) << news.error().detail;
    EXPECT_EQ(news->config.retention.raw, std::chrono::days(8));
    EXPECT_THAT(news->at_once, ElementsAre("retention.raw", "smtp.recipients"));
    EXPECT_THAT(news->at_restart, ElementsAre("http.base_path"));
    const auto again = reload.read();
    EXPECT_THAT(again->at_once, IsEmpty());
    EXPECT_THAT(again->at_restart, ElementsAre("http.base_path")) << "it still waits";
}

// O6
TEST_F(Reload, ThatIsWrongTellsTheLineAndChangesNothing) {
    text = "[retention]\nraw = 'soon'\n";
    const auto wrong = reload.read();
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().detail, HasSubstr("sendpath.toml:2: retention.raw: "));
    text = "[retention]\nraw = '8d'\n";
    EXPECT_THAT(reload.read()->at_once, ElementsAre("retention.raw"));
}

}  // namespace
}  // namespace sendpath::app
