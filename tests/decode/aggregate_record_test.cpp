#include "decode/aggregate_sample.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

constexpr std::string_view kSecond =
    "2001:db8::2 x3 reject dkim=fail spf=fail from=mail.example.com";
constexpr std::string_view kEvaluated =
    "<policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf>"
    "</policy_evaluated>";
constexpr std::string_view kIdentifiers =
    "<identifiers><header_from>example.com</header_from></identifiers>";

struct Change {
    const char* name;
    std::string_view from;
    std::string_view to;
    std::string_view first;  ///< the first record; empty when it is skipped
    std::string_view marks = {};

    friend void PrintTo(const Change& change, std::ostream* out) { *out << change.name; }
};

class RecordChange : public testing::TestWithParam<Change> {};

/// The first record is changed; the second must never care.
TEST_P(RecordChange, IsReadAsTheCatalogueSays) {
    const auto decoded = read(report_with(GetParam().from, GetParam().to));
    const std::string first(GetParam().first);
    EXPECT_EQ(records(decoded), first.empty() ? kSecond : first + "; " + std::string(kSecond));
    EXPECT_EQ(marks(decoded), GetParam().marks);
}

constexpr std::string_view kFirst = "192.0.2.1 x7 none dkim=pass spf=fail from=example.com";
constexpr std::string_view kIp = "<source_ip>192.0.2.1</source_ip>";
constexpr std::string_view kCount = "<count>7</count>";
constexpr std::string_view kFrom = "<header_from>example.com</header_from>";

INSTANTIATE_TEST_SUITE_P(
    Aggregate, RecordChange,
    testing::Values(
        Change{"C1_NoIp", kIp, "", "", "-no-ip@1"},
        Change{"C1_EmptyIp", kIp, "<source_ip/>", "", "-no-ip@1"},
        Change{"C3_BadIp", kIp, "<source_ip>192.0.2.999</source_ip>", "", "-bad-ip@1"},
        Change{"C3_WordForIp", kIp, "<source_ip>localhost</source_ip>", "", "-bad-ip@1"},
        Change{"C4_SpacesAroundIp", kIp, "<source_ip> \n192.0.2.1\t</source_ip>", kFirst},
        Change{"C5_IpWithPrefixLength", kIp, "<source_ip>192.0.2.1/32</source_ip>", kFirst, "+ip"},
        Change{"IpInBrackets", kIp, "<source_ip>[192.0.2.1]</source_ip>", kFirst, "+ip"},
        Change{"C6_UpperCaseIpv6", kIp, "<source_ip>2001:DB8:0:0::AB</source_ip>",
               "2001:db8::ab x7 none dkim=pass spf=fail from=example.com"},
        Change{"C7_MappedIpv4", kIp, "<source_ip>::ffff:192.0.2.1</source_ip>", kFirst},
        Change{"C8_CountMissing", kCount, "", "", "-count@1"},
        Change{"C8_CountEmpty", kCount, "<count> </count>", "", "-count@1"},
        Change{"C8_CountWithFraction", kCount, "<count>7.0</count>", kFirst, "+count"},
        Change{"CountNotWhole", kCount, "<count>7.5</count>", "", "-count@1"},
        Change{"CountZero", kCount, "<count>0</count>",
               "192.0.2.1 x0 none dkim=pass spf=fail from=example.com", "+count"},
        Change{"C9_CountNegative", kCount, "<count>-3</count>", "", "-count@1"},
        Change{"C10_CountOf2To63", kCount, "<count>9223372036854775808</count>", "", "-count@1"},
        Change{"C10_CountOf2To40", kCount, "<count>1099511627776</count>",
               "192.0.2.1 x1099511627776 none dkim=pass spf=fail from=example.com"},
        Change{"C10_CountOver2To40", kCount, "<count>1099511627777</count>", "", "-count@1"},
        Change{"I4_CountOver32Bits", kCount, "<count>4294967299</count>",
               "192.0.2.1 x4294967299 none dkim=pass spf=fail from=example.com"},
        Change{"C11_DkimMissing", "<dkim>pass</dkim>", "",
               "192.0.2.1 x7 none dkim=null spf=fail from=example.com", "+evaluated"},
        Change{"C11_SpfMissing", "<spf>fail</spf>", "",
               "192.0.2.1 x7 none dkim=pass spf=null from=example.com", "+evaluated"},
        Change{"C12_SpfEmpty", "<spf>fail</spf>", "<spf/>",
               "192.0.2.1 x7 none dkim=pass spf=null from=example.com"},
        Change{"C13_PolicyEvaluatedMissing", kEvaluated, "",
               "192.0.2.1 x7 null dkim=null spf=null from=example.com", "+evaluated"},
        Change{"C14_DispositionMissing", "<disposition>none</disposition>", "",
               "192.0.2.1 x7 null dkim=pass spf=fail from=example.com", "+disposition"},
        Change{"C15_DispositionPass", "<disposition>none", "<disposition>pass",
               "192.0.2.1 x7 pass dkim=pass spf=fail from=example.com"},
        Change{"I1_DispositionNoneInCapitals", "<disposition>none", "<disposition>None", kFirst},
        Change{"C16_CaseAndSpaces", kEvaluated,
               "<policy_evaluated><disposition>Reject</disposition><dkim>Pass</dkim>"
               "<spf> pass </spf></policy_evaluated>",
               "192.0.2.1 x7 reject dkim=pass spf=pass from=example.com"},
        Change{"I1_PassInCapitals", "<dkim>pass", "<dkim>PASS", kFirst},
        Change{"DispositionUnknown", "<disposition>none", "<disposition>Discard",
               "192.0.2.1 x7 unknown(discard) dkim=pass spf=fail from=example.com", "+evaluated"},
        Change{"I2_EvaluatedNeutralAndSoftfail", "<dkim>pass</dkim><spf>fail</spf>",
               "<dkim>neutral</dkim><spf>softfail</spf>",
               "192.0.2.1 x7 none dkim=unknown(neutral) spf=unknown(softfail) from=example.com",
               "+evaluated"},
        Change{"C17_EvaluatedHardfail", "<spf>fail", "<spf>hardfail",
               "192.0.2.1 x7 none dkim=pass spf=unknown(hardfail) from=example.com", "+evaluated"},
        Change{"C23_Identities", kIdentifiers,
               "<identities><header_from>example.com</header_from></identities>", kFirst},
        Change{"C24_IdentifiersMissing", kIdentifiers, "", kFirst, "+inferred"},
        Change{"C24_IdentifiersEmpty", kIdentifiers, "<identifiers/>", kFirst, "+inferred"},
        Change{"C25_HeaderFromEmpty", kFrom, "<header_from> </header_from>", kFirst, "+inferred"},
        Change{"C26_HeaderFromUpperCase", kFrom, "<header_from>EXAMPLE.com</header_from>", kFirst},
        Change{"C27_HeaderFromWithFinalDot", kFrom, "<header_from>example.com.</header_from>",
               kFirst},
        Change{"C27_HeaderFromIsAnAddress", kFrom,
               "<header_from>Joe &lt;a@Example.com></header_from>", kFirst},
        Change{"C27_TwoHeaderFroms", kFrom,
               "<header_from>example.com</header_from><header_from>two.example</header_from>",
               kFirst, "+header-from"},
        Change{"HeaderFromWithUmlaut", kFrom,
               "<header_from>B\xC3\x9C"
               "cher.example</header_from>",
               "192.0.2.1 x7 none dkim=pass spf=fail from=xn--bcher-kva.example"},
        Change{"HeaderFromIsAList", kFrom, "<header_from>a.example, B.example</header_from>",
               "192.0.2.1 x7 none dkim=pass spf=fail from=a.example, b.example"},
        Change{"I10_HeaderFromIsNotThePolicyDomain", kFrom,
               "<header_from>sub.example.com</header_from>",
               "192.0.2.1 x7 none dkim=pass spf=fail from=sub.example.com"}),
    [](const auto& test) { return test.param.name; });

std::string with_one_record(std::string_view from, std::string_view to) {
    std::string xml = report_with(from, to);
    const std::size_t second = xml.find("  <record>", xml.find("</record>"));
    return xml.erase(second, xml.find("</feedback>") - second);
}

TEST(AggregateRecord, C2_C3_TheOnlyRecordMayBeSkipped) {
    EXPECT_EQ(marks(read(with_one_record(kIp, ""))), "-no-ip@1");
    EXPECT_EQ(records(read(with_one_record(kIp, ""))), "");
    EXPECT_EQ(marks(read(with_one_record("192.0.2.1", "here"))), "-bad-ip@1");
}

TEST(AggregateRecord, SkippedRecordsLeaveNoReasonsBehind) {
    const auto decoded =
        read(report_with(kIp, "<policy_evaluated><reason>x</reason></policy_evaluated>"));
    EXPECT_TRUE(body(decoded).reasons.empty());
}

TEST(AggregateRecord, C24_InferredIsMarked) {
    const auto decoded = read(report_with(kIdentifiers, ""));
    EXPECT_TRUE(body(decoded).records[0].header_from_inferred);
    EXPECT_FALSE(body(decoded).records[1].header_from_inferred);
}

TEST(AggregateRecord, C28_AbsentAndEmptyEnvelopeAreNotTheSame) {
    const auto absent = read(sound_report());
    EXPECT_EQ(body(absent).records[0].envelope_from, model::kNoWord);
    const auto empty = read(report_with("<header_from>", "<envelope_from/><header_from>"));
    EXPECT_NE(body(empty).records[0].envelope_from, model::kNoWord);
    EXPECT_EQ(body(empty).words.text(body(empty).records[0].envelope_from), "");
    const auto named =
        read(report_with("<header_from>", "<envelope_to>MX.example.</envelope_to><header_from>"));
    EXPECT_EQ(body(named).words.text(body(named).records[0].envelope_to), "mx.example");
}

struct Reasons {
    const char* name;
    std::string_view xml;
    std::string_view expected;
    std::string_view marks = {};

    friend void PrintTo(const Reasons& reasons, std::ostream* out) { *out << reasons.name; }
};

class OverrideReasons : public testing::TestWithParam<Reasons> {};

TEST_P(OverrideReasons, AreListed) {
    const auto decoded =
        read(report_with("</spf></policy", "</spf>" + std::string(GetParam().xml) + "</policy"));
    EXPECT_EQ(reasons(decoded), GetParam().expected);
    EXPECT_EQ(marks(decoded), GetParam().marks);
}

INSTANTIATE_TEST_SUITE_P(
    Aggregate, OverrideReasons,
    testing::Values(
        Reasons{"C18_EmptyElement", "<reason/>", ""},
        Reasons{"C19_TextForType", "<reason>Forwarded</reason>", "forwarded(null)", "+reason"},
        Reasons{"C20_EmptyTypeAndComment", "<reason><type/><comment/></reason>", "null(null)"},
        Reasons{"C21_NoType", "<reason><comment>why</comment></reason>", "null(why)"},
        Reasons{"C22_Two",
                "<reason><type>forwarded</type></reason>"
                "<reason><type>local_policy</type><comment>arc=pass</comment></reason>",
                "forwarded(null) local_policy(arc=pass)"},
        Reasons{"B31_CommentWithLanguage",
                "<reason><type>other</type><comment lang=\"en\">x</comment></reason>", "other(x)"},
        Reasons{"I5_PolicyTestMode", "<reason><type>policy_test_mode</type></reason>",
                "policy_test_mode(null)"},
        Reasons{"UnknownTypeIsKept", "<reason><type>Because</type></reason>", "because(null)"}),
    [](const auto& test) { return test.param.name; });

struct Auth {
    const char* name;
    std::string_view xml;
    std::string_view expected;
    std::string_view marks = {};

    friend void PrintTo(const Auth& auth, std::ostream* out) { *out << auth.name; }
};

class AuthResults : public testing::TestWithParam<Auth> {};

TEST_P(AuthResults, AreReadAsTheCatalogueSays) {
    std::string xml = sound_report();
    const std::size_t from = xml.find("<auth_results>");
    const std::size_t to = xml.find("</auth_results>") + 15;
    const auto decoded = read(xml.replace(from, to - from, GetParam().xml));
    EXPECT_EQ(auth(decoded), GetParam().expected);
    EXPECT_EQ(marks(decoded), GetParam().marks);
}

INSTANTIATE_TEST_SUITE_P(
    Aggregate, AuthResults,
    testing::Values(
        Auth{"C29_Missing", "", "", "+auth"},
        Auth{"C30_Empty", "<auth_results></auth_results>", ""},
        Auth{
            "C31_DkimWithoutDomain",
            "<auth_results><dkim><result>pass</result><selector>a</selector></dkim></auth_results>",
            "d=null s=a pass", "+auth"},
        Auth{"C32_EmptyDkim", "<auth_results><dkim/></auth_results>", "", "+auth"},
        Auth{"C33_DkimIsText", "<auth_results><dkim>none</dkim></auth_results>", "", "+auth"},
        Auth{"C34_NoSelectorNoResult",
             "<auth_results><dkim><domain>A.example</domain></dkim></auth_results>",
             "d=a.example s=null null"},
        Auth{"C34_NoSelectorInRfc9990",
             "<auth_results><dkim><domain>a.example</domain><result>pass</result></dkim>"
             "<spf><domain>a.example</domain><result>pass</result><human_result>x</human_result></"
             "spf>"
             "</auth_results>",
             "d=a.example s=null pass, null=a.example pass", "+auth"},
        Auth{"C35_SpfWithoutDomain",
             "<auth_results><spf><result>none</result></spf></auth_results>", "null=null none"},
        Auth{"C35_SpfWithEmptyDomain",
             "<auth_results><spf><domain/><result>none</result></spf></auth_results>",
             "null=null none"},
        Auth{"C36_SpfOfHelo",
             "<auth_results><spf><domain>h.example</domain><scope>helo</scope><result>pass</"
             "result></spf>"
             "</auth_results>",
             "helo=h.example pass"},
        Auth{"C17_OldSpfWords",
             "<auth_results><spf><domain>a.example</domain><result>hardfail</result></spf>"
             "<spf><domain>b.example</domain><result>Unknown</result></spf>"
             "<spf><domain>c.example</domain><result>error</result></spf></auth_results>",
             "null=a.example fail(hardfail), null=b.example error(unknown), null=c.example error"},
        Auth{"DkimInvalid",
             "<auth_results><dkim><domain>a.example</domain><selector>s</selector>"
             "<result>invalid</result></dkim></auth_results>",
             "d=a.example s=s permerror(invalid)"},
        Auth{"I5_SpfPolicy",
             "<auth_results><spf><domain>a.example</domain><result>policy</result></spf></"
             "auth_results>",
             "null=a.example policy"},
        Auth{"I3_ThreeSignatures",
             "<auth_results>"
             "<dkim><domain>a.example</domain><selector>1</selector><result>pass</result></dkim>"
             "<dkim><domain>b.example</domain><selector>2</selector><result>fail</result></dkim>"
             "<dkim><domain>c.example</domain><selector>3</selector><result>neutral</result></dkim>"
             "</auth_results>",
             "d=a.example s=1 pass, d=b.example s=2 fail, d=c.example s=3 neutral"}),
    [](const auto& test) { return test.param.name; });

TEST(AggregateRecord, C37_ManySignaturesAreOneSet) {
    std::string many = "<auth_results>";
    for (int i = 0; i < 100; ++i)
        many += "<dkim><domain>d" + std::to_string(i) +
                ".example</domain><selector>s</selector>"
                "<result>pass</result></dkim>";
    for (int i = 0; i < 5; ++i)
        many +=
            "<spf><domain>s" + std::to_string(i) + ".example</domain><result>pass</result></spf>";
    const auto decoded = read(report_with("<auth_results/>", many + "</auth_results>"));
    ASSERT_EQ(body(decoded).auth_sets.size(), 2U);
    EXPECT_EQ(body(decoded).auth_sets[1].dkim.size(), 100U);
    EXPECT_EQ(body(decoded).auth_sets[1].spf.size(), 5U);
}

TEST(AggregateRecord, EqualAuthSetsAreKeptOnce) {
    std::string xml = sound_report();
    const std::size_t from = xml.find("  <record>");
    const std::string record = xml.substr(from, xml.find("</record>") + 9 - from);
    for (int i = 0; i < 200; ++i) xml.insert(from, record);
    const auto decoded = read(xml);
    EXPECT_EQ(body(decoded).records.size(), 202U);
    EXPECT_EQ(body(decoded).auth_sets.size(), 2U);
}

}  // namespace
}  // namespace sendpath::decode::test
