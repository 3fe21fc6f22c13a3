#pragma once

#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath::test {

/// A store small enough to be summed by hand. Aggregate reports 1 to 4, a failure report (5) and a
/// TLS report (6), one held part:
///
///     report  reporter      day    policy domain     records: source, messages, DKIM/SPF, From
///     1       Receiver One  20454  example.com       192.0.2.1    10  pass/pass  example.com
///                                                    192.0.2.1     3  fail/fail  mail.example.com
///                                                    2001:db8::1   2  fail/pass  example.com
///     2       Receiver Two  20455  example.com       192.0.2.1     5  fail/fail  example.com
///                                                    192.0.2.7     1  fail/fail  example.com
///                                                    192.0.2.8     4  pass/fail  strange.example
///     3       Receiver One  20455  badexample.com    192.0.2.1   100  pass/pass  badexample.com
///     4       Receiver Two  20456  mail.example.com  192.0.2.9     7  fail/pass  mail.example.com
class SmallStore : public TestStore {
public:
    SmallStore();
};

[[nodiscard]] store::Filter about(std::initializer_list<const char*> domains,
                                  store::Period period = {});

}  // namespace sendpath::test
