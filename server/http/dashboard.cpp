#include "http/dashboard.hpp"

#include "base/digest.hpp"

namespace sendpath::http {
namespace {

constexpr std::string_view kPage = "index.html";
constexpr std::string_view kHashed = "assets/";  // names below it hold a hash of the content
constexpr std::string_view kBases[] = {R"(<base href="/" />)", R"(<base href="/">)"};

std::string with_base(std::string_view page, std::string_view base_path) {
    std::string out(page);
    for (const std::string_view base : kBases) {
        const std::size_t at = out.find(base);
        if (at != std::string::npos)
            return out.replace(at, base.size(),
                               R"(<base href=")" + std::string(base_path) + R"(">)");
    }
    return out;
}

}  // namespace

Dashboard::Dashboard(std::span<const EmbeddedFile> files, std::string_view base_path) {
    for (const EmbeddedFile& each : files) {
        if (each.path.ends_with(".gz"))
            files_[each.path.substr(0, each.path.size() - 3)].gzip = each.octets;
        else if (each.path.ends_with(".br"))
            files_[each.path.substr(0, each.path.size() - 3)].brotli = each.octets;
        else
            files_[each.path].plain = each.octets;
    }
    File& page = files_[kPage];
    page_ = with_base(page.plain, base_path);
    page = {.plain = page_, .gzip = {}, .brotli = {}, .etag = {}};
    for (auto& [path, file] : files_) file.etag = '"' + hex(digest_of(file.plain)) + '"';
}

Answer Dashboard::answer(const Request& request) const {
    const std::string_view path = std::string_view(request.path).substr(1);
    const auto found = files_.find(path);
    if (found != files_.end()) return file_answer(path, found->second, request);
    if (path.starts_with(kHashed)) return problem(404, "no such file; the dashboard was updated");
    return file_answer(kPage, files_.at(kPage), request);
}

Answer Dashboard::file_answer(std::string_view path, const File& file,
                              const Request& request) const {
    Answer answer;
    answer.type = media_type(path);
    answer.fields.push_back({"ETag", file.etag});
    const bool hashed = path.starts_with(kHashed);
    answer.fields.push_back(
        {"Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache"});
    if (names_etag(request.if_none_match, file.etag)) {
        answer.status = 304;
        return answer;
    }
    if (!file.gzip.empty() || !file.brotli.empty())
        answer.fields.push_back({"Vary", "Accept-Encoding"});
    if (!file.brotli.empty() && accepts_coding(request.accept_encoding, "br")) {
        answer.fields.push_back({"Content-Encoding", "br"});
        answer.body = file.brotli;
    } else if (!file.gzip.empty() && accepts_coding(request.accept_encoding, "gzip")) {
        answer.fields.push_back({"Content-Encoding", "gzip"});
        answer.body = file.gzip;
    } else {
        answer.body = file.plain;
    }
    return answer;
}

std::string_view media_type(std::string_view path) {
    constexpr struct {
        std::string_view end;
        std::string_view type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".txt", "text/plain; charset=utf-8"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
    };
    for (const auto& each : types)
        if (path.ends_with(each.end)) return each.type;
    return "application/octet-stream";
}

}  // namespace sendpath::http
