#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace sendpath::app {

/// How far long work has come.
struct Done {
    std::uint64_t part = 0;   ///< of `whole`, in any unit
    std::uint64_t whole = 0;  ///< 0: nothing to do
    std::uint64_t things = 0;
    std::chrono::milliseconds elapsed{};
};

/// "import  [#######.......]  45 %  12,345 mails  8,210/s  0:12 left"
[[nodiscard]] std::string progress_line(std::string_view what, std::string_view things,
                                        const Done& done);

/// Shows how far long work has come on stderr: a bar redrawn in place on a terminal, a plain line
/// every few seconds elsewhere.
class Progress {
public:
    Progress(std::string what, std::string things);
    ~Progress();  ///< wipes the bar
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(const Done& done);

private:
    std::string what_;
    std::string things_;
    bool terminal_;
    std::chrono::milliseconds last_{0};
};

/// "1,234,567"
[[nodiscard]] std::string grouped(std::uint64_t number);

}  // namespace sendpath::app
