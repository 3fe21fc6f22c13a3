#pragma once

#include <pugixml.hpp>

#include <bit>
#include <cstdint>
#include <string_view>

namespace sendpath::decode {

/// The elements that a report is made of, by local name. Source: RFC 7489 appendix C, RFC 9990.
enum class Element : std::uint8_t {
    other,    ///< in a namespace of reports, but outside the standards
    foreign,  ///< in a namespace of its own: an extension, never standard data
    text,     ///< no element at all
    feedback,
    version,
    report_metadata,
    policy_published,
    extension,
    record,
    org_name,
    email,
    extra_contact_info,
    report_id,
    date_range,
    error,
    generator,
    begin,
    end,
    domain,
    discovery_method,
    p,
    sp,
    np,
    adkim,
    aspf,
    pct,
    fo,
    testing,
    row,
    source_ip,
    count,
    policy_evaluated,
    disposition,
    dkim,
    spf,
    reason,
    type,
    comment,
    identifiers,
    header_from,
    envelope_from,
    envelope_to,
    auth_results,
    selector,
    result,
    human_result,
    scope,
};

/// @param name  a local name, NUL-terminated, with at least kNameSlack readable octets from its
///              first one on: names are compared eight octets at a time.
[[nodiscard]] Element element_of(const char* name);
[[nodiscard]] Element element_of(std::string_view name);

inline constexpr std::size_t kNameSlack = 32;

/// node.empty() without a call into the library, for what is asked of each node of a report: all
/// that a node is made of is a pointer into its tree.
[[nodiscard]] inline bool is_none(pugi::xml_node node) {
    return std::bit_cast<const void*>(node) == nullptr;
}

/// Tells elements from extensions by the namespaces in scope. Elements of no namespace, of the
/// root's and of any known DMARC one are standard. Source: RFC 9990 section 3.1.1.
class Elements {
public:
    /// @param attributes  false when no element below the root has any: saves looking for them
    explicit Elements(pugi::xml_node root, bool attributes = true);

    [[nodiscard]] Element operator()(pugi::xml_node node) const {
        const Element element = element_of(node.name());
        const bool plain = element != Element::other && default_is_standard_ &&
                           (!attributes_ || node.first_attribute().empty());
        return plain ? element : resolved(node);
    }

    /// The namespace of the root; empty when it is in none.
    [[nodiscard]] std::string_view root_namespace() const { return root_namespace_; }

private:
    [[nodiscard]] Element resolved(pugi::xml_node node) const;
    [[nodiscard]] bool is_standard(std::string_view uri) const;

    std::string_view root_namespace_;
    std::string_view root_prefix_;
    bool default_is_standard_ = true;
    bool attributes_;
};

/// Calls `visit(element, node)` for each element below `node`, in order. The library's iterators
/// would do, at twice the calls into it for each element.
template <class Visit>
void each_element(pugi::xml_node node, const Elements& elements, Visit visit) {
    for (pugi::xml_node child = node.first_child(); !is_none(child); child = child.next_sibling()) {
        const Element element = elements(child);
        if (element != Element::text) visit(element, child);
    }
}

}  // namespace sendpath::decode
