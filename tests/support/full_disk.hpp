#pragma once

#include <sqlite3.h>

#include <cstdint>

namespace sendpath::test {

/// While it lives, stores opened anew are on a disk that can be full. One at a time.
class FullDisk {
public:
    FullDisk();
    ~FullDisk();  ///< after everything that was opened meanwhile is closed
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    /// How a full disk shows: at the write, or late, when a file is brought to the disk.
    enum class Shows : std::uint8_t { at_write, at_sync };
    void fill(Shows where = Shows::at_write);
    void clear();  ///< room again
    [[nodiscard]] bool is_full() const;

private:
    sqlite3_vfs shim_;
};

}  // namespace sendpath::test
