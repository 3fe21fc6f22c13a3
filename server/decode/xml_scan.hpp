#pragma once

#include <cstdint>
#include <string_view>

namespace sendpath::decode {

/// A piece of an XML document, as a view into it.
struct XmlToken {
    enum class Kind : std::uint8_t {
        text,         ///< anything up to the next piece of markup; '<' that starts none included
        open,         ///< <name ...>
        empty,        ///< <name .../>
        close,        ///< </name>
        comment,      ///< <!-- ... -->
        cdata,        ///< <![CDATA[ ... ]]>
        instruction,  ///< <? ... ?>, the declaration too
        doctype,      ///< <!DOCTYPE ...>, with its internal subset
        cut,          ///< markup that the end of the text interrupts; always the last piece
        end,
    };
    Kind kind = Kind::end;
    std::string_view all;
    std::string_view name;  ///< of open, empty and close, with its prefix
};

/// Takes a document apart from left to right, once and in linear time, however broken it is. It
/// exists beside the XML library for what that one refuses: documents that need repair, and ones so
/// long that they are read in slices.
class XmlScanner {
public:
    explicit XmlScanner(std::string_view text) : text_(text) {}

    XmlToken next();

    /// Where the next piece begins.
    [[nodiscard]] std::size_t position() const { return at_; }

private:
    [[nodiscard]] XmlToken markup() const;
    [[nodiscard]] XmlToken declaration(std::string_view rest) const;
    XmlToken take(XmlToken token);

    std::string_view text_;
    std::size_t at_ = 0;
};

/// The name after the prefix.
[[nodiscard]] std::string_view local_name(std::string_view name);

}  // namespace sendpath::decode
