#include "config/secret.hpp"

#include "config/small_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace sendpath::config {
namespace {

constexpr mode_t kPermissions = 07777;
constexpr mode_t kOwnerAlone = 0600;

/// A file that is being written beside the one it will replace; gone unless it did.
class Draft {
public:
    explicit Draft(const std::string& of)
        : name_(of + ".new"),
          file_(open(name_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                     kOwnerAlone)) {}
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft() {
        if (file_ < 0) return;
        close(file_);
        if (!placed_) unlink(name_.c_str());
    }

    /// True when all of it is on disk under the name of `original`. Errors stand in errno.
    [[nodiscard]] bool place(std::string_view words, const std::string& original) {
        struct stat now{};
        placed_ = file_ >= 0 && stat(original.c_str(), &now) == 0 &&
                  fchmod(file_, now.st_mode & kPermissions) == 0 &&
                  write(file_, words.data(), words.size()) == ssize_t(words.size()) &&
                  fsync(file_) == 0 && std::rename(name_.c_str(), original.c_str()) == 0;
        return placed_;
    }

private:
    std::string name_;
    int file_;
    bool placed_ = false;
};

}  // namespace

Result<std::string> reveal(const Secret& secret) {
    if (secret.file_name.empty()) {
        if (secret.text.empty()) return Error{Errc::missing_field, "no secret is set"};
        return secret.text;
    }
    Result<std::string> read = read_small_file(secret.file_name, kLargestSecret);
    if (!read) return read.error();
    std::string words = *std::move(read);
    while (words.ends_with('\n') || words.ends_with('\r')) words.pop_back();
    if (words.empty()) return Error{Errc::missing_field, secret.file_name + " is empty"};
    return words;
}

Result<void> replace(const Secret& secret, std::string_view words) {
    if (secret.file_name.empty()) return Error{Errc::unsupported, "the secret stands in no file"};
    Draft draft(secret.file_name);
    if (!draft.place(words, secret.file_name))
        return Error{Errc::io, secret.file_name + " cannot be replaced: " +
                                   std::generic_category().message(errno)};
    return {};
}

}  // namespace sendpath::config
