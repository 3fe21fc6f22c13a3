#pragma once

#include "decode/limits.hpp"
#include "decode/xml_scan.hpp"

#include <string_view>
#include <vector>

namespace sendpath::decode {

/// Cuts a long document between the children of its root, so that it is read a piece at a time.
class Slices {
public:
    /// @param xml  begins at the root's start tag and is what Slice::octets are views into
    Slices(std::string_view xml, std::size_t wanted, std::size_t most, const Limits& limits);

    struct Slice {
        std::string_view octets;  ///< whole children of the root, without its tags
        bool last = false;
        bool cut = false;  ///< the document ends before its root does
    };

    /// The next slice of at least the wanted size, unless it is the last. One that grows over
    /// `most` without coming to a boundary is given as it is then.
    Slice next();

    /// The root's start tag, to be put before each slice.
    [[nodiscard]] std::string_view root_tag() const { return root_tag_; }
    [[nodiscard]] std::string_view root_name() const { return root_name_; }
    /// Elements nested too deep were met: next() goes no further.
    [[nodiscard]] bool too_deep() const { return too_deep_; }
    /// Where the document ends, when the last slice was not cut.
    [[nodiscard]] std::size_t end() const { return scanner_.position(); }

private:
    void open(std::string_view name);
    void close(std::string_view name);

    std::string_view xml_;
    std::size_t wanted_;
    std::size_t most_;
    const Limits& limits_;
    XmlScanner scanner_;
    std::vector<std::string_view> open_;
    std::string_view root_tag_;
    std::string_view root_name_;
    bool too_deep_ = false;
};

}  // namespace sendpath::decode
