#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace sendpath::store {

/// Appends numbers, seven bits to an octet, low bits first, the high bit set on all but the last.
class Packer {
public:
    Packer& number(std::uint64_t value) {
        while (value >= 0x80) {
            octets_.push_back(static_cast<char>((value & 0x7fU) | 0x80U));
            value >>= 7U;
        }
        octets_.push_back(static_cast<char>(value));
        return *this;
    }
    Packer& octet(std::uint8_t value) {
        octets_.push_back(static_cast<char>(value));
        return *this;
    }
    [[nodiscard]] const std::string& octets() const { return octets_; }
    [[nodiscard]] std::string take() { return std::move(octets_); }
    void clear() { octets_.clear(); }
    void reserve(std::size_t octets) { octets_.reserve(octets); }

private:
    std::string octets_;
};

/// Takes back what a Packer wrote. Past the end, or in a number too long, everything reads as 0 and
/// sound() is false.
class Unpacker {
public:
    explicit Unpacker(std::string_view octets) : rest_(octets), size_(octets.size()) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = octet();
            if (!sound_) return 0;
            value |= static_cast<std::uint64_t>(next & 0x7fU) << shift;
            if ((next & 0x80U) == 0) return value;
        }
        sound_ = false;
        return 0;
    }
    std::uint8_t octet() {
        if (rest_.empty()) {
            sound_ = false;
            return 0;
        }
        const auto next = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return next;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] std::size_t taken() const { return size_ - rest_.size(); }
    [[nodiscard]] bool sound() const { return sound_; }

private:
    std::string_view rest_;
    std::size_t size_;
    bool sound_ = true;
};

}  // namespace sendpath::store
