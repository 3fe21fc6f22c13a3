#include "app/reading.hpp"

namespace sendpath::app {

decode::Limits limits_of(const config::Limits& limits) {
    return {.message = limits.message,
            .unpacked = limits.unpacked,
            .archive_entries = limits.archive_entries,
            .archive_depth = limits.archive_depth,
            .xml_depth = limits.xml_depth,
            .tree = limits.tree,
            .mime_depth = limits.mime_depth,
            .mime_parts = limits.mime_parts,
            .header = limits.header,
            .header_fields = limits.header_fields};
}

store::OurDomains our_domains(const config::Config& config) {
    return {config.domains};
}

Result<analysis::PublicSuffixes> public_suffixes(const config::Config& config) {
    if (config.public_suffix_list.empty()) return analysis::PublicSuffixes::of_system();
    auto list = analysis::PublicSuffixes::load(config.public_suffix_list);
    if (!list) return list.error().within("public_suffix_list");
    return list;
}

std::chrono::milliseconds since_1970() {
    return std::chrono::floor<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
}

Seconds now() {
    return Seconds(std::chrono::floor<std::chrono::seconds>(since_1970()));
}

}  // namespace sendpath::app
