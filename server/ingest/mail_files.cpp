#include "ingest/mail_files.hpp"

#include "decode/mbox.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace sendpath::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = 256U << 10U;  // octets read at a time

Error told(const fs::path& path, int problem) {
    return {Errc::io,
            fmt::format("{}: {}", path.string(), std::generic_category().message(problem))};
}

/// An open file that closes itself.
class File {
public:
    explicit File(const fs::path& path) : handle_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~File() {
        if (handle_ >= 0) ::close(handle_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] bool is_open() const { return handle_ >= 0; }

    /// Fills up to `room` octets at `into`; 0 at the end, -1 with errno after an error.
    ssize_t read(char* into, std::size_t room) {
        while (true) {
            const ssize_t got = ::read(handle_, into, room);
            if (got >= 0 || errno != EINTR) return got;
        }
    }

private:
    int handle_;
};

bool hidden(const fs::path& path) {
    return path.filename().native().starts_with('.');
}

Result<void> add_folder(const fs::path& folder, std::vector<MailFile>& files) {
    std::error_code problem;
    fs::recursive_directory_iterator walk(folder, problem);
    if (problem) return told(folder, problem.value());
    // A Maildir's tmp/ holds mails that are not whole yet.
    const auto in_maildir = [](const fs::path& tmp) {
        std::error_code ignored;
        return tmp.filename() == "tmp" && fs::is_directory(tmp.parent_path() / "cur", ignored) &&
               fs::is_directory(tmp.parent_path() / "new", ignored);
    };
    for (const fs::recursive_directory_iterator end; walk != end; walk.increment(problem)) {
        if (problem) return told(folder, problem.value());
        const fs::directory_entry& entry = *walk;
        std::error_code ignored;
        if (entry.is_directory(ignored)) {
            // Maildir++ keeps its folders in hidden ones (".DMARC"), so only files are skipped.
            if (in_maildir(entry.path())) walk.disable_recursion_pending();
        } else if (entry.is_regular_file(ignored) && !hidden(entry.path())) {
            files.push_back({entry.path(), entry.file_size(ignored)});
        }
    }
    if (problem) return told(folder, problem.value());
    return {};
}

Result<void> each_of_mbox(File& file, const MailFile& what, std::string_view first,
                          std::size_t limit, const auto& take) {
    decode::MboxCutter cutter(limit);
    std::uint64_t ordinal = 0;
    const auto hand_over = [&] {
        while (auto mail = cutter.next()) {
            std::string name = fmt::format("{}#{}", what.path.filename().string(), ++ordinal);
            const std::uint64_t size = mail->size();
            mail->resize(std::min(mail->size(), limit));
            if (!take(std::move(*mail), std::move(name), size)) return false;
        }
        return true;
    };
    cutter.feed(first);
    std::string chunk(kChunk, '\0');
    while (hand_over()) {
        const ssize_t got = file.read(chunk.data(), chunk.size());
        if (got < 0) return told(what.path, errno);
        if (got == 0) {
            cutter.finish();
            hand_over();
            return {};
        }
        cutter.feed(std::string_view(chunk).substr(0, static_cast<std::size_t>(got)));
    }
    return {};
}

}  // namespace

Result<std::vector<MailFile>> mail_files(const std::vector<fs::path>& paths) {
    std::vector<MailFile> files;
    for (const fs::path& path : paths) {
        std::error_code problem;
        const fs::file_status status = fs::status(path, problem);
        if (!fs::exists(status)) return told(path, problem ? problem.value() : ENOENT);
        if (!fs::is_directory(status)) {
            if (!fs::is_regular_file(status))
                return Error{Errc::io, path.string() + ": not a file or folder"};
            if (!File(path).is_open()) return told(path, errno);
            files.push_back({path, fs::file_size(path, problem)});
            continue;
        }
        const std::size_t before = files.size();
        const Result<void> added = add_folder(path, files);
        if (!added) return added.error();
        if (files.size() == before)
            return Error{Errc::io, path.string() + ": there is no file in this folder"};
    }
    std::ranges::sort(files, {}, &MailFile::path);
    const auto again = std::ranges::unique(files, {}, &MailFile::path);
    files.erase(again.begin(), again.end());
    return files;
}

Result<void> each_mail(
    const MailFile& file, std::size_t limit,
    const std::function<bool(std::string octets, std::string name, std::uint64_t whole)>& take) {
    File open(file.path);
    if (!open.is_open()) return told(file.path, errno);
    std::string octets;
    octets.resize(std::min<std::size_t>(file.size, limit) + 1);  // one more, to see it grow
    std::size_t filled = 0;
    while (filled <= limit) {
        if (filled == octets.size()) octets.resize(std::min(octets.size() * 2, limit + 1));
        const ssize_t got = open.read(octets.data() + filled, octets.size() - filled);
        if (got < 0) return told(file.path, errno);
        if (got == 0) break;
        const bool first = filled == 0;
        filled += static_cast<std::size_t>(got);
        const std::string_view begun = std::string_view(octets).substr(0, filled);
        if (first && decode::looks_like_mbox(begun))
            return each_of_mbox(open, file, begun, limit, take);
    }
    const std::uint64_t whole = std::max<std::uint64_t>(file.size, filled);
    octets.resize(std::min(filled, limit));
    take(std::move(octets), file.path.filename().string(), whole);
    return {};
}

}  // namespace sendpath::ingest
