#include "app/rewrite_secret.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace sendpath::app {
namespace {

/// A descriptor that is closed at the end.
class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

}  // namespace

Result<void> rewrite_secret(const config::Secret& secret, std::string_view text) {
    if (secret.file_name.empty())
        return Error{Errc::unsupported,
                     "the refresh token stands in the settings; put it into a file by "
                     "refresh_token_file, so that a new one can be kept"};
    const Error failed{Errc::io, secret.file_name + ": the new refresh token cannot be written"};
    std::error_code problem;
    const std::string real = std::filesystem::canonical(secret.file_name, problem).string();
    struct stat old{};
    if (problem || ::stat(real.c_str(), &old) != 0) return failed;
    const std::string fresh = real + ".new";
    const File file(
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (file.get() < 0) return failed;
    // Root may do both; others own the file already, or must live with it being theirs.
    if (::fchown(file.get(), old.st_uid, old.st_gid) == 0) ::fchmod(file.get(), old.st_mode);
    if (write_all(file.get(), std::string(text) + '\n') &&
        ::rename(fresh.c_str(), real.c_str()) == 0) {
        const std::string folder = std::filesystem::path(real).parent_path();
        const File above(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (above.get() >= 0) ::fsync(above.get());  // else a power failure may bring the old back
        return {};
    }
    ::unlink(fresh.c_str());
    return failed;
}

}  // namespace sendpath::app
