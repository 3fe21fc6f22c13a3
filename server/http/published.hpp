#pragma once

#include "analysis/setup_records.hpp"
#include "dns/questions.hpp"

namespace sendpath::http {

/// Whether what the DNS has of a record is what it should have.
enum class PublishedState : std::uint8_t {
    fits,
    differs,
    missing,
    several,    ///< more than one where only one may be: receivers use none
    no_answer,  ///< nobody could be asked
};

/// What the DNS has in the place of a record.
struct Published {
    static constexpr std::size_t kValuesMax = 10;

    PublishedState state{};
    std::vector<std::string> values;  ///< as they came, at most kValuesMax
    std::string detail;               ///< of no_answer
};

/// Asks for what is in the place of `record`. Where the record is made of tags and exactly one is
/// there, `existing` becomes its tags.
/// @param addresses  URIs that the record must have
boost::asio::awaitable<Published> published(dns::Resolver& questions, analysis::SetupRecord record,
                                            std::vector<std::string> addresses,
                                            std::vector<analysis::RecordTag>& existing);

/// A value for people: octets that are not printable ASCII as "\DDD". Source: RFC 1035 section 5.1.
[[nodiscard]] std::string shown(std::string_view value);

/// The code of the API.
[[nodiscard]] std::string_view name(PublishedState state);

}  // namespace sendpath::http
