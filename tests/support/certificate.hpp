#pragma once

#include "support/temp_folder.hpp"

#include <string>

namespace sendpath::test {

/// A self-signed certificate and its key in a folder of their own, gone at the end.
class Certificate {
public:
    /// @param days   of validity from now on
    /// @param names  whose it is, "DNS:localhost,IP:127.0.0.1"; empty: only "mx.example", in the
    ///               old place for it
    explicit Certificate(int days = 30, const std::string& names = "");
    Certificate(const Certificate&) = delete;
    Certificate& operator=(const Certificate&) = delete;

    [[nodiscard]] std::string file() const { return folder_.path() / "cert.pem"; }
    [[nodiscard]] std::string key() const { return folder_.path() / "key.pem"; }

private:
    TempFolder folder_;
};

}  // namespace sendpath::test
