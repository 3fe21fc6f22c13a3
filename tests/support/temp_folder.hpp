#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sendpath::test {

/// A folder of its own that goes away with its owner.
class TempFolder {
public:
    TempFolder() {
        // mkdtemp() puts six letters of its own choice in the place of the last six.
        std::string pattern = std::filesystem::temp_directory_path() / "sendpath-test-XXXXXX";
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error("no folder for a test: " + pattern);
        path_ = pattern;
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Writes a file, with the folders it needs; gives its path.
    std::filesystem::path write(const std::filesystem::path& name, std::string_view octets) const {
        const std::filesystem::path file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << octets;
        return file;
    }

private:
    std::filesystem::path path_;
};

}  // namespace sendpath::test
