#include "config/secret.hpp"

#include "config/small_file.hpp"

namespace sendpath::config {

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

}  // namespace sendpath::config
