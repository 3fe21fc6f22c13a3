#include "imap/disposal.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

using store::IntakeState;
using store::MailboxMessage;
using store::MessageState;

constexpr MailboxMessage message(Uid uid, MessageState state,
                                 std::optional<IntakeState> intake_state) {
    MailboxMessage out{.uid = uid, .state = state, .intake = {}, .intake_state = intake_state};
    if (intake_state) out.intake = model::IntakeId{1};
    return out;
}

/// One in each state that a message may be in.
const std::vector<MailboxMessage> kAll{
    message(1, MessageState::stored, IntakeState::done),
    message(2, MessageState::stored, IntakeState::held),
    message(3, MessageState::stored, IntakeState::pending),
    message(4, MessageState::stored, IntakeState::decoding),
    message(5, MessageState::stored, {}),  // too large
    message(6, MessageState::left, IntakeState::done),
    message(7, MessageState::left, IntakeState::held),
    message(8, MessageState::flagged, IntakeState::done),
    message(9, MessageState::marked, IntakeState::done),
};

struct Row {
    After after;
    const char* read;
    const char* unread;
    const char* left;
    bool waits;
};

class DisposalBy : public testing::TestWithParam<Row> {};

TEST_P(DisposalBy, FollowsTheSettingOfToday) {  // 2.4
    const Disposal disposal = disposal_of(GetParam().after, kAll);
    EXPECT_EQ(disposal.read.str(), GetParam().read);
    EXPECT_EQ(disposal.unread.str(), GetParam().unread);
    EXPECT_EQ(disposal.left.str(), GetParam().left);
    EXPECT_EQ(disposal.waits, GetParam().waits);
    EXPECT_EQ(disposal.settled.str(), "1:9");
}

INSTANTIATE_TEST_SUITE_P(Imap, DisposalBy,
                         testing::Values(Row{After::file, "1,6,8", "2,5,7", "", true},
                                         Row{After::remove, "1,6,8", "2,5,7", "", true},
                                         Row{After::flag, "1,6", "2,5,7", "", true},
                                         Row{After::leave, "", "", "1:5", false}),
                         [](const auto& row) { return std::string(name(row.param.after)); });

TEST(Disposal, OfAnEmptyFolderIsNothing) {
    const Disposal disposal = disposal_of(After::file, {});
    EXPECT_TRUE(disposal.settled.empty() && disposal.read.empty() && disposal.unread.empty());
    EXPECT_FALSE(disposal.waits);
}

}  // namespace
}  // namespace sendpath::imap
