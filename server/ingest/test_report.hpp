#pragma once

#include "ingest/outcome.hpp"

namespace sendpath::ingest {

/// Who tells, in reports that this program makes itself to show that its doors are open. No real
/// reporter can have a name below `invalid`, so a report of it is no data: whichever door it comes
/// through, and however often it is read, it is decoded as any other and then not counted.
/// Source: RFC 2606 section 2.
inline constexpr std::string_view kTestReporter = "test@sendpath.invalid";

/// What such a report has in it; nullopt for the report of anybody else.
/// @param ours  whose reports would count
[[nodiscard]] std::optional<TestArrival> test_arrival(const model::Report& report,
                                                      const store::OurDomains& ours);

}  // namespace sendpath::ingest
