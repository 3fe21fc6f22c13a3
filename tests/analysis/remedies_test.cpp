#include "analysis/remedies.hpp"

#include "analysis/evidence.hpp"
#include "analysis/fill_in.hpp"
#include "analysis/sender_identity.hpp"
#include "analysis/what_if.hpp"

#include <gmock/gmock.h>

#include <set>

namespace sendpath::analysis {
namespace {

using model::DkimResult;
using model::IpAddress;
using model::SpfResult;
using model::SpfScope;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const IpAddress kAddress = IpAddress::parse("192.0.2.7").value();

PathNames names_of(std::string_view from, const Facts& facts) {
    static const PublicSuffixes suffixes = PublicSuffixes::builtin();
    Organizations organizations(suffixes);
    const OwnNames names(from, organizations);
    const WeightedFlow flow{&facts, kAddress, 1044, 1020};
    return path_names(names, from, std::span(&flow, 1));
}

Remedy remedy(Reason reason, const PathNames& names, const Service* service = nullptr) {
    Judgement judgement;
    judgement.reason = reason;
    judgement.verdict = verdict_of(reason);
    return remedy_for(with_override(judgement, std::nullopt), names, service);
}

std::vector<StepCode> codes(const Remedy& remedy) {
    std::vector<StepCode> found;
    for (const Step& step : remedy.steps) found.push_back(step.code);
    return found;
}

// N2: SPF passes for the provider's bounce domain, there is no own signature, From is ours.
TEST(Remedies, NameTheUnalignedBulkSenderAndBothWaysOut) {
    const Facts facts{{}, {{"em123.sendgrid.net", SpfScope::mfrom, SpfResult::pass}}};
    static const PublicSuffixes suffixes = PublicSuffixes::builtin();
    Organizations organizations(suffixes);
    const OwnNames own("example.co.jp", organizations);

    const SenderIdentity sender = identity_of(sender_traits(facts, kAddress), own,
                                              {Labels{}, SenderTable::builtin(), suffixes});
    EXPECT_EQ(sender.key(), "service:sendgrid");
    PathEvidence path;
    path.listed_service = true;
    path.use = Use::used;
    const PathFlow flow{flow_facts(facts, own), {}};
    add(path, flow, {false, false, model::Disposition::none, {}, 1000});
    add(path, flow, {false, false, model::Disposition::reject, {}, 20});
    const Judgement judgement = judge(path);
    EXPECT_EQ(name(judgement.verdict), "misconfigured");
    EXPECT_EQ(name(judgement.reason), "service_domain_spf");

    const Service* const service = SenderTable::builtin().find(sender.value);
    const Remedy found = remedy_for(with_override(judgement, std::nullopt),
                                    names_of("example.co.jp", facts), service);
    EXPECT_EQ(english(found),
              "SPF passes as em123.sendgrid.net, From is example.co.jp: not aligned. No signature "
              "passes as example.co.jp.");
    ASSERT_THAT(codes(found),
                ElementsAre(StepCode::set_up_own_dkim, StepCode::set_up_own_return_path));
    const DnsRecord key{"s1._domainkey.example.co.jp", "CNAME",
                        "s1.domainkey.{account}.sendgrid.net", false, true};
    const DnsRecord bounce{"em{number}.example.co.jp", "CNAME", "{account}.sendgrid.net", false,
                           true};
    EXPECT_EQ(found.steps[0].records.front(), key);
    EXPECT_THAT(found.steps[1].records, ElementsAre(bounce));
    EXPECT_THAT(english(found.steps[0], found), HasSubstr("Authenticate your domain"));

    const SimulatedPath simulated{false, judgement.verdict, &path};
    const WhatIf rejected = what_if(std::span(&simulated, 1), {Action::reject, {}, false, false});
    EXPECT_EQ(rejected.domain.messages, 1020);
    EXPECT_EQ(rejected.domain.of(Verdict::misconfigured), 1020);
    EXPECT_EQ(rejected.domain.acted_on, 20);
}

TEST(Remedies, AskWhetherAServiceIsUsedAndSayWhatToDoThen) {
    const Facts facts{{}, {{"em123.sendgrid.net", SpfScope::mfrom, SpfResult::pass}}};
    const Remedy found = remedy(Reason::ask_do_you_use, names_of("example.co.jp", facts),
                                SenderTable::builtin().find("sendgrid"));
    EXPECT_EQ(
        english(found),
        "Twilio SendGrid sends as example.co.jp: SPF passes as em123.sendgrid.net, which is not "
        "aligned. Do you use it?");
    EXPECT_THAT(codes(found), ElementsAre(StepCode::say_if_used, StepCode::set_up_own_dkim,
                                          StepCode::set_up_own_return_path));
}

TEST(Remedies, TellBothNamesWhereBothPassForTheService) {
    const Facts facts{{{"sendgrid.net", "s1", DkimResult::pass}},
                      {{"em123.sendgrid.net", SpfScope::mfrom, SpfResult::pass}}};
    const Remedy found = remedy(Reason::service_domain_dkim, names_of("example.co.jp", facts));
    EXPECT_EQ(
        english(found),
        "DKIM passes as sendgrid.net (selector s1), SPF passes as em123.sendgrid.net; neither "
        "is example.co.jp: not aligned.");
}

TEST(Remedies, HaveARecordForEachFaultOfOwnNames) {
    const Facts facts{{{"mail.example.com", "s2", DkimResult::permerror}},
                      {{"bounce.example.com", SpfScope::mfrom, SpfResult::softfail}}};
    const PathNames names = names_of("news.example.com", facts);
    const auto records = [&](Reason reason, std::size_t step) {
        return remedy(reason, names).steps.at(step).records;
    };
    EXPECT_THAT(records(Reason::dkim_no_key, 0),
                ElementsAre(DnsRecord{"s2._domainkey.mail.example.com", "TXT",
                                      "v=DKIM1; k=rsa; p={key}", false, true}));
    EXPECT_THAT(records(Reason::strict_alignment_dkim, 1),
                ElementsAre(DnsRecord{"_dmarc.example.com", "TXT", "adkim=r", true, false}));
    EXPECT_THAT(records(Reason::strict_alignment_spf, 1),
                ElementsAre(DnsRecord{"_dmarc.example.com", "TXT", "aspf=r", true, false}));
    EXPECT_THAT(records(Reason::own_server_unauthenticated, 0),
                ElementsAre(DnsRecord{"bounce.example.com", "TXT", "v=spf1 ip4:192.0.2.7 ~all",
                                      true, false}));
    EXPECT_THAT(records(Reason::own_server_unauthenticated, 1),
                ElementsAre(DnsRecord{"{selector}._domainkey.news.example.com", "TXT",
                                      "v=DKIM1; k=rsa; p={key}", false, true}));
}

TEST(Remedies, FillTheCustomersDomainIntoAServicesRecords) {
    const Remedy found = remedy(Reason::service_domain_dkim, names_of("example.com", {}),
                                SenderTable::builtin().find("runbox"));
    EXPECT_EQ(found.steps[0].records.front(),
              (DnsRecord{"selector1._domainkey.example.com", "CNAME",
                         "selector1-example-com.domainkey.runbox.com", false, false}));
    EXPECT_EQ(found.steps[1].records.front(),
              (DnsRecord{"example.com", "TXT", "v=spf1 include:spf.runbox.com ~all", true, false}));
}

// What the service gives each customer stays a blank, also beside a name that was filled in.
TEST(Remedies, LeaveToTheServiceWhatDiffersByAccount) {
    Service acme;
    acme.own_dkim = {{"k1._domainkey", "CNAME", "k1-{domain-dashes}.{tenant}.acme.net"}};
    EXPECT_EQ(remedy(Reason::service_domain_dkim, names_of("example.com", {}), &acme)
                  .steps[0]
                  .records.front(),
              (DnsRecord{"k1._domainkey.example.com", "CNAME", "k1-example-com.{tenant}.acme.net",
                         false, true}));

    const Remedy found = remedy(Reason::service_domain_dkim, names_of("example.com", {}),
                                SenderTable::builtin().find("microsoft_365"));
    EXPECT_EQ(found.steps[0].records.front(),
              (DnsRecord{"selector1._domainkey.example.com", "CNAME", "{target}", false, true}));
    EXPECT_EQ(found.steps[1].records.front(),
              (DnsRecord{"example.com", "TXT", "v=spf1 include:spf.protection.outlook.com -all",
                         true, false}));
}

// A record below the domain is a whole one; one at the domain joins what is there.
TEST(Remedies, TellWholeRecordsFromParts) {
    const Remedy found = remedy(Reason::service_domain_spf, names_of("example.com", {}),
                                SenderTable::builtin().find("amazon_ses"));
    EXPECT_EQ(found.steps[1].records.back(),
              (DnsRecord{"{bounce}.example.com", "TXT", "v=spf1 include:amazonses.com ~all", false,
                         true}));
}

TEST(Remedies, SayWhereAServiceCannotSendInTheOperatorsName) {
    const Remedy found = remedy(Reason::service_domain_dkim, names_of("example.com", {}),
                                SenderTable::builtin().find("eventbrite"));
    EXPECT_THAT(codes(found), ElementsAre(StepCode::no_own_names_there));
}

// Each reason has a sentence and one to four steps, with all names known and with none.
TEST(Remedies, AreThereForEachReason) {
    const Facts facts{
        {{"mail.example.com", "s2", DkimResult::pass}, {"crm.example", "k", DkimResult::pass}},
        {{"bounce.example.com", SpfScope::mfrom, SpfResult::pass},
         {"crm.example", SpfScope::mfrom, SpfResult::pass}}};
    PathNames all = names_of("example.com", facts);
    all.sender = "The CRM";
    all.home_sender = "mx.example.com";
    std::set<StepCode> used;
    for (std::size_t i = 0; i < kReasons; ++i) {
        const auto reason = static_cast<Reason>(i);
        SCOPED_TRACE(name(reason));
        for (const PathNames& names : {all, PathNames{}})
            for (const Service* service :
                 {static_cast<const Service*>(nullptr), SenderTable::builtin().find("sendgrid"),
                  SenderTable::builtin().find("adp")}) {
                const Remedy found = remedy(reason, names, service);
                EXPECT_FALSE(english(found).empty());
                EXPECT_FALSE(has_blank(english(found))) << english(found);
                EXPECT_THAT(found.steps,
                            testing::AllOf(SizeIs(testing::Ge(1)), SizeIs(testing::Le(4))));
                for (const Step& step : found.steps) {
                    used.insert(step.code);
                    EXPECT_FALSE(name(step.code).empty());
                    EXPECT_FALSE(english(step, found).empty());
                    if (&names != &all) continue;
                    EXPECT_FALSE(has_blank(english(step, found))) << english(step, found);
                }
            }
    }
    EXPECT_EQ(used.size(), 22) << "each step belongs to some reason";
}

TEST(PathNames, AreThoseOfMostFailingMessages) {
    static const PublicSuffixes suffixes = PublicSuffixes::builtin();
    Organizations organizations(suffixes);
    const OwnNames own("example.com", organizations);
    const Facts often{{{"a.example", "s", DkimResult::pass}},
                      {{"a.example", SpfScope::mfrom, SpfResult::pass}}};
    const Facts failing{
        {{"b.example", "t", DkimResult::pass}, {"example.com", "u", DkimResult::fail}},
        {{"b.example", SpfScope::mfrom, SpfResult::pass}}};
    const WeightedFlow flows[] = {{&often, IpAddress::parse("192.0.2.1").value(), 1000, 0},
                                  {&failing, IpAddress::parse("192.0.2.2").value(), 10, 5}};
    const PathNames names = path_names(own, "example.com", flows);
    EXPECT_EQ(names.dkim_domain, "b.example");
    EXPECT_EQ(names.dkim_selector, "t");
    EXPECT_EQ(names.spf_domain, "b.example");
    EXPECT_EQ(names.own_selector, "u");
    EXPECT_EQ(names.address, "192.0.2.2");
    EXPECT_EQ(names.messages, 1010);
    EXPECT_EQ(names.failing, 5);
    const Facts claimed{{{"c.example", "s", DkimResult::fail}},
                        {{"c.example", SpfScope::mfrom, SpfResult::softfail},
                         {"d.example", SpfScope::helo, SpfResult::pass}}};
    const WeightedFlow claim{&claimed, IpAddress::parse("192.0.2.3").value(), 10, 10};
    const PathNames nobody = path_names(own, "example.com", std::span(&claim, 1));
    EXPECT_EQ(nobody.dkim_domain, "") << "what does not pass is anybody's claim";
    EXPECT_EQ(nobody.spf_domain, "");
    const PathNames passing = path_names(own, "example.com", std::span(flows, 1));
    EXPECT_EQ(passing.dkim_domain, "a.example");
}

TEST(FillIn, LeavesWhatHasNoValueAndLooksOnlyOnce) {
    const std::pair<std::string_view, std::string> values[] = {{"a", "{b}"}, {"b", "x"}};
    struct {
        const char* text;
        const char* expected;
    } const table[] = {
        {"", ""},     {"plain", "plain"}, {"{a}", "{b}"}, {"{b}{b}-{c}", "xx-{c}"},
        {"{b", "{b"}, {"}{", "}{"},
    };
    for (const auto& [text, expected] : table) EXPECT_EQ(fill_in(text, values), expected);
    EXPECT_FALSE(has_blank("}{"));
    EXPECT_TRUE(has_blank("a{b}c"));
}

}  // namespace
}  // namespace sendpath::analysis
