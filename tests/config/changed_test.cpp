#include "config/changed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::config {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Sources file(std::string text) {
    Sources sources;
    sources.file_text = std::move(text);
    return sources;
}

TEST(ChangedSettings, AreThoseWithAnotherValueOrNoneAnyMore) {
    EXPECT_THAT(changed_settings(file("domains = ['a.example']\n[http]\nbase_path = '/'"),
                                 file("# moved\n[http]\nbase_path = '/'\n[retention]\nraw = '9d'")),
                ElementsAre("domains", "retention.raw"));
    EXPECT_THAT(changed_settings(file("[http]\nbase_path = '/'"), file("[http]\nbase_path = '/'")),
                IsEmpty());
}

TEST(ChangedSettings, AreNotThoseThatAVariableOrAFlagSetsAllTheSame) {
    Sources before = file("[retention]\nraw = '9d'\n[store]\npath = 'a'");
    before.environment = {{"SENDPATH_RETENTION_RAW", "7d"}};
    before.flags = {{"store.path", "--store", "c", std::nullopt}};
    Sources after = before;
    after.file_text = "[retention]\nraw = '8d'\n[store]\npath = 'b'";
    EXPECT_THAT(changed_settings(before, after), IsEmpty());
    after.environment.clear();
    EXPECT_THAT(changed_settings(before, after), ElementsAre("retention.raw"));
}

TEST(ChangedSettings, OfAListAreToldOnce) {
    EXPECT_THAT(changed_settings(file("[[imap]]\nname = 'a'\n[[imap]]\nname = 'b'"),
                                 file("[[imap]]\nname = 'c'\n[[imap]]\nname = 'd'")),
                ElementsAre("imap.name"));
}

}  // namespace
}  // namespace sendpath::config
