#include "dns/answers.hpp"

#include "dns/name_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::dns {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Asked about(const std::string& name, int type) {
    return {.id = "ab",
            .name = name,
            .type = type,
            .section = labels(name) + std::string({'\0', static_cast<char>(type), '\0', '\1'})};
}

std::string pointers(const std::vector<std::string>& names) {
    Reply reply;
    for (const std::string& each : names) reply.records.push_back(record(kTypePtr, labels(each)));
    return message(about("1.2.0.192.in-addr.arpa", kTypePtr), reply);
}

std::vector<std::string> texts_of(const std::vector<model::DomainName>& names) {
    std::vector<std::string> texts;
    for (const auto& each : names) texts.push_back(each.str());
    return texts;
}

TEST(PointerName, P2_IsTheAddressBackwards) {
    const std::pair<const char*, const char*> table[] = {
        {"192.0.2.1", "1.2.0.192.in-addr.arpa"},
        {"::ffff:192.0.2.1", "1.2.0.192.in-addr.arpa"},
        {"2001:db8::567:89ab",
         "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"}};
    for (const auto& [address, name] : table)
        EXPECT_EQ(pointer_name(*model::IpAddress::parse(address)), name);
}

TEST(Pointers, P2_AreKeptOnlyWhereTheyCanBeNamesOfHosts) {
    struct Row {
        const char* what;
        std::string name;
        std::vector<std::string> kept;
    };
    const std::string longest = std::string(63, 'a') + '.' + std::string(63, 'b') + '.' +
                                std::string(63, 'c') + '.' + std::string(61, 'd');
    const Row table[] = {
        {"a name", "mail.example.net", {"mail.example.net"}},
        {"in capitals", "MAIL.Example.NET", {"mail.example.net"}},
        {"with an underscore", "mail_1.example.net", {"mail_1.example.net"}},
        {"the longest", longest, {longest}},
        {"a line feed", "mail\n.example.net", {}},
        {"a zero octet", std::string("mail\0.example.net", 17), {}},
        {"markup", "<b>.example.net", {}},
        {"right to left", "\xe2\x80\xaegro.example.net", {}},
        {"a space", "mail example.net", {}},
        {"the root", "", {}},
        {"an address", "192.0.2.1", {}},
        {"a number at its end", "host.1", {}},
    };
    for (const Row& row : table) {
        // Some of them c-ares refuses to read at all.
        const auto names = read_pointers(pointers({row.name}));
        EXPECT_EQ(names ? texts_of(*names) : std::vector<std::string>(), row.kept) << row.what;
    }
}

TEST(Pointers, P2_AreKeptOnceEachInTheirOrder) {
    const auto names = read_pointers(pointers({"b.example", "a.example", "B.example"}));
    ASSERT_TRUE(names);
    EXPECT_THAT(texts_of(*names), ElementsAre("b.example", "a.example"));
}

TEST(Addresses, P2_AreBounded) {
    const Asked asked = about("mail.example.net", kTypeA);
    const auto count_of = [&](std::size_t records) {
        Reply reply;
        for (std::size_t i = 0; i < records; ++i)
            reply.records.push_back(record(kTypeA, std::string({'\xc0', '\0', '\2', '\1'})));
        const auto found = read_addresses_v4(message(asked, reply));
        return found ? found->size() : 0U;
    };
    EXPECT_EQ(count_of(1), 1U);
    EXPECT_EQ(count_of(kAddressesMax), kAddressesMax);
    EXPECT_EQ(count_of(kAddressesMax + 1), kAddressesMax);
}

TEST(Texts, P5_HaveTheirStringsPutTogetherAndAnyOctetInThem) {
    const Asked asked = about("_dmarc.example.com", kTypeTxt);
    const std::string reply =
        message(asked, {.records = {record(kTypeTxt, strings({"v=DMARC1; ", "p=none"})),
                                    record(kTypeTxt, strings({std::string("\0\xff", 2)})),
                                    record(kTypeTxt, strings({""}))}});
    const auto texts = read_texts(reply);
    ASSERT_TRUE(texts) << texts.error().detail;
    EXPECT_THAT(*texts, ElementsAre("v=DMARC1; p=none", std::string("\0\xff", 2), ""));
}

TEST(Exchangers, U3_AreToldBestFirst) {
    const auto exchanger = [](char preference, std::string_view host) {
        return record(kTypeMx, std::string({'\0', preference}) + labels(host));
    };
    const std::string reply =
        message(about("r.example.net", kTypeMx),
                {.records = {exchanger(20, "b.example"), exchanger(10, "a.example"),
                             exchanger(5, "192.0.2.1"), exchanger(0, "")}});
    const auto found = read_exchangers(reply);
    ASSERT_TRUE(found) << found.error().detail;
    const MailExchanger first{10, *model::DomainName::parse("a.example")};
    const MailExchanger second{20, *model::DomainName::parse("b.example")};
    EXPECT_THAT(*found, ElementsAre(first, second)) << "an address or the root is no host";
}

TEST(Answers, P2_ThatAreCutOffAnywhereAreErrors) {
    const std::string sound[] = {
        pointers({"mail.example.net", "b.example"}),
        message(about("_dmarc.example.com", kTypeTxt),
                {.records = {record(kTypeTxt, strings({"v=DMARC1", ""}))}})};
    for (std::size_t size = 0; size < sound[0].size(); ++size)
        EXPECT_FALSE(read_pointers(sound[0].substr(0, size))) << size;
    for (std::size_t size = 0; size < sound[1].size(); ++size)
        EXPECT_FALSE(read_texts(sound[1].substr(0, size))) << size;
}

TEST(Answers, P2_WhoseNamesPointToThemselvesAreErrors) {
    const std::string asked = "1.2.0.192.in-addr.arpa";
    const std::size_t head = 12 + labels(asked).size() + 4 + 12;  // octets before the data
    for (const std::size_t target : {head, head + 2, std::size_t{0}, std::size_t{0x3fff}}) {
        std::string loop = "\1a";
        loop += static_cast<char>(0xc0U | target >> 8U);
        loop += static_cast<char>(target);
        const auto names =
            read_pointers(message(about(asked, kTypePtr), {.records = {record(kTypePtr, loop)}}));
        if (names) EXPECT_THAT(*names, IsEmpty()) << target;
    }
}

}  // namespace
}  // namespace sendpath::dns
