#pragma once

#include "http/published.hpp"
#include "http/setup_state.hpp"

#include <boost/json/object.hpp>

namespace sendpath::http {

/// Which record a merged one builds upon.
enum class MergedWith : std::uint8_t { nothing, given, published };

/// A record of the page that helps with setting up.
struct ShownRecord {
    analysis::SetupRecord record;
    MergedWith merged_with{};
    std::optional<Published> published;  ///< nullopt: nobody was asked
};

/// Origin of an address that the sink takes mail for.
inline constexpr std::string_view kOfSink = "smtp";

[[nodiscard]] boost::json::object setup_record_json(const ShownRecord& shown);
[[nodiscard]] boost::json::object setup_address_json(const SetupState::Address& address);

}  // namespace sendpath::http
