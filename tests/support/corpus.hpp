#pragma once

#include <boost/json.hpp>

#include <string>
#include <vector>

namespace sendpath::test {

/// A sample with what another program reads in it.
struct CorpusFile {
    std::string name;
    std::string octets;
    boost::json::object expected;
};

/// The samples of one folder of the corpus beside the project, in order of their names; none where
/// there is no corpus.
[[nodiscard]] std::vector<CorpusFile> corpus(const std::string& folder);

}  // namespace sendpath::test
