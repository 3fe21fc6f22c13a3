#pragma once

#include "config/load.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace sendpath::config {

/// What load() says of a file; empty when it takes it.
inline std::string mistakes(std::string text, Environment environment = {}) {
    const Result<Config> config = load({"t.toml", std::move(text), std::move(environment), {}});
    return config ? "" : config.error().detail;
}

/// How little and how much a setting takes.
struct Bounds {
    const char* key;
    const char* under;
    const char* least;
    const char* most;
    const char* over;
};

/// @param text_with  makes a file in which the setting has a value
template <class TextWith>
void expect_held(const Bounds& bounds, TextWith text_with) {
    EXPECT_NE(mistakes(text_with(bounds.under)), "");
    EXPECT_EQ(mistakes(text_with(bounds.least)), "");
    EXPECT_EQ(mistakes(text_with(bounds.most)), "");
    EXPECT_NE(mistakes(text_with(bounds.over)), "");
}

}  // namespace sendpath::config
