#include "support/corpus.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace sendpath::test {
namespace {

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::vector<CorpusFile> corpus(const std::string& folder) {
    const std::filesystem::path root = std::filesystem::path(SENDPATH_SHARED) / "corpus" / folder;
    std::vector<CorpusFile> files;
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(root, absent)) {
        const std::string name = entry.path().filename();
        if (name.ends_with(".expected.json")) continue;
        const std::string expected = content_of(entry.path().string() + ".expected.json");
        if (expected.empty()) continue;
        files.push_back({folder + '/' + name, content_of(entry.path()),
                         boost::json::parse(expected).as_object()});
    }
    std::ranges::sort(files, {}, &CorpusFile::name);
    return files;
}

}  // namespace sendpath::test
