#include "smtp/envelope.hpp"

#include <gtest/gtest.h>

namespace sendpath::smtp {
namespace {

Message message() {
    Message made;
    made.octets = "octets";
    made.transaction.sender = {"a", "x.example"};
    made.transaction.recipients = {{"r", "b.example"}};
    made.transaction.takes = {true, false, false};
    made.helo = "mx.x.example";
    made.id = "1f";
    return made;
}

Arrival arrival() {
    return {.peer = *model::IpAddress::parse("192.0.2.1"),
            .by = "mx.b.example",
            .protocol = Protocol::smtp,
            .at = seconds(1'795'561'000)};
}

TEST(Envelope, HasWhatAMailServerPutsBeforeAMail) {  // S22
    const store::Envelope envelope = envelope_of(message(), arrival());
    EXPECT_EQ(envelope.trace,
              "Return-Path: <a@x.example>\r\n"
              "Received: from mx.x.example ([192.0.2.1])\r\n"
              "\tby mx.b.example with ESMTP id 1f\r\n"
              "\tfor <r@b.example>; Tue, 24 Nov 2026 22:56:40 +0000\r\n");
    EXPECT_EQ(envelope.peer, "192.0.2.1");
    EXPECT_EQ(envelope.mail_from, "a@x.example");
    EXPECT_EQ(envelope.recipients, std::vector<std::string>{"r@b.example"});
    EXPECT_EQ(envelope.takes, (model::Takes{true, false, false}));
}

TEST(Envelope, TellsOfTheProtocolInTheWordsOfTheStandard) {  // S22, RFC 3848
    const auto with = [](bool extended, const char* tls, Protocol protocol) {
        Message made = message();
        made.extended = extended;
        made.tls = tls;
        Arrival how = arrival();
        how.protocol = protocol;
        const std::string trace = envelope_of(made, how).trace;
        const std::size_t at = trace.find(" with ") + 6;
        return trace.substr(at, trace.find(' ', at) - at);
    };
    EXPECT_EQ(with(true, "", Protocol::smtp), "ESMTP");
    EXPECT_EQ(with(true, "TLSv1.3", Protocol::smtp), "ESMTPS");
    EXPECT_EQ(with(false, "", Protocol::smtp), "SMTP");
    EXPECT_EQ(with(true, "", Protocol::lmtp), "LMTP");
    EXPECT_EQ(with(true, "TLSv1.2", Protocol::lmtp), "LMTPS");
}

TEST(Envelope, IsNotBrokenByWhatAClientCallsItself) {  // S22
    Message made = message();
    made.helo = "a (b); c\xff";
    made.transaction.sender = {};
    made.transaction.recipients.push_back({"s", "b.example"});
    Arrival how = arrival();
    how.peer = *model::IpAddress::parse("2001:db8::1");
    EXPECT_EQ(envelope_of(made, how).trace,
              "Return-Path: <>\r\n"
              "Received: from a??b???c? ([IPv6:2001:db8::1])\r\n"
              "\tby mx.b.example with ESMTP id 1f; Tue, 24 Nov 2026 22:56:40 +0000\r\n");
}

}  // namespace
}  // namespace sendpath::smtp
