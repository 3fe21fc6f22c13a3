#pragma once

#include "decode/limits.hpp"

#include <pugixml.hpp>

#include <string>

namespace sendpath::decode {

/// A document as the XML library sees it. The library's memory is taken from a budget, so that a
/// document of a few million empty elements ends as an error and not as a dead process.
class XmlTree {
public:
    enum class Outcome : std::uint8_t { sound, malformed, over_budget, too_deep };

    /// Parses `xml`, which is overwritten: names and values of the tree are views into it. Depth is
    /// looked at here only when limits.xml_depth is below what a report itself takes; what is no
    /// part of a report is measured when it is passed over.
    [[nodiscard]] Outcome parse(std::string xml, const Limits& limits);

    /// The first element; valid as long as this tree is.
    [[nodiscard]] pugi::xml_node root() const { return root_; }

    /// True when an element below the root may have attributes.
    [[nodiscard]] bool has_attributes() const { return has_attributes_; }

    /// What the library says about a malformed document: "Error parsing ... at octet 12".
    [[nodiscard]] std::string problem() const;

private:
    std::string text_;
    pugi::xml_document document_;
    pugi::xml_node root_;
    bool has_attributes_ = true;
    pugi::xml_parse_result result_;
};

/// True when the elements at and below `node` are nested more than `most` deep. Never recurses.
[[nodiscard]] bool is_deeper(pugi::xml_node node, std::size_t most);

}  // namespace sendpath::decode
