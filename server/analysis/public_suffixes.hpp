#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct psl_ctx_st;

namespace sendpath::analysis {

/// Which rules of the list count. The private section holds names below which strangers may
/// register, such as github.io.
enum class SuffixSection : std::uint8_t { whole_list, icann_only };

/// The public suffix list: which names are one organisation. Any number of threads may ask one.
class PublicSuffixes {
public:
    /// Where Debian's `publicsuffix` package keeps the list.
    static constexpr std::string_view kSystemFile =
        "/usr/share/publicsuffix/public_suffix_list.dat";

    /// Reads the list from its text or DAFSA form. Errors: io when there is no such file,
    /// bad_syntax when it holds no rule.
    [[nodiscard]] static Result<PublicSuffixes> load(const std::filesystem::path& file,
                                                     SuffixSection section = {});

    /// The list compiled into libpsl.
    [[nodiscard]] static PublicSuffixes builtin(SuffixSection section = {});

    /// The file of the system where there is one, otherwise builtin().
    [[nodiscard]] static PublicSuffixes of_system(SuffixSection section = {});

    /// The Organizational Domain: the longest suffix that the list knows and one label more, or the
    /// name itself when it is a suffix. Empty for an empty name, an IP literal, a name with an
    /// empty label or one over 253 octets.
    ///
    /// `name` is in lower case, A-labels, without a final dot; the answer is a part of it.
    /// Source: RFC 7489 section 3.2, https://publicsuffix.org/list/.
    ///
    /// Each thread remembers its last answers: the same names come in report after report.
    [[nodiscard]] std::string_view organizational_domain(std::string_view name) const;

    /// The list's own version line, otherwise the date of the file; "builtin" when nothing tells.
    [[nodiscard]] const std::string& version() const { return version_; }

private:
    struct Free {
        void operator()(psl_ctx_st* list) const noexcept;
    };

    PublicSuffixes(std::unique_ptr<psl_ctx_st, Free> owned, const psl_ctx_st* list,
                   SuffixSection section, std::string version);

    [[nodiscard]] std::string_view look_up(std::string_view name) const;

    std::unique_ptr<psl_ctx_st, Free> owned_;  // null for the built-in list
    const psl_ctx_st* list_;
    int types_;
    std::string version_;
    std::uint64_t number_;  // of this list among all that were made
};

}  // namespace sendpath::analysis
