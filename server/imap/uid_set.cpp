#include "imap/uid_set.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <limits>

namespace sendpath::imap {
namespace {

constexpr Uid kLastUid = std::numeric_limits<Uid>::max();

Result<Uid> parse_uid(std::string_view text) {
    const Result<std::uint64_t> number = text::parse_count(text);
    if (!number) return number.error().within("message number");
    if (*number == 0) return Error{Errc::bad_syntax, "message number 0"};
    if (*number > kLastUid) return Error{Errc::too_large, "message number over 32 bits"};
    return static_cast<Uid>(*number);
}

Result<UidRange> parse_range(std::string_view text) {
    const std::size_t colon = text.find(':');
    const Result<Uid> one = parse_uid(text.substr(0, colon));
    if (!one) return one.error();
    if (colon == std::string_view::npos) return UidRange{*one, *one};
    const Result<Uid> other = parse_uid(text.substr(colon + 1));
    if (!other) return other.error();
    return UidRange{std::min(*one, *other), std::max(*one, *other)};
}

std::string words(const UidRange& range) {
    std::string out = std::to_string(range.first);
    if (range.last != range.first) out += ':' + std::to_string(range.last);
    return out;
}

/// Whether the two overlap or have nothing between them, `low` not behind `high`.
bool touch(const UidRange& low, const UidRange& high) {
    return low.last == kLastUid || high.first <= low.last + 1;
}

}  // namespace

UidSet UidSet::of(std::vector<UidRange> ranges) {
    std::ranges::sort(ranges, {}, &UidRange::first);
    UidSet out;
    for (const UidRange& range : ranges) {
        if (!out.ranges_.empty() && touch(out.ranges_.back(), range))
            out.ranges_.back().last = std::max(out.ranges_.back().last, range.last);
        else
            out.ranges_.push_back(range);
    }
    return out;
}

Result<UidSet> UidSet::parse(std::string_view text) {
    std::vector<UidRange> ranges;
    for (std::size_t comma = 0; comma != std::string_view::npos;) {
        comma = text.find(',');
        const Result<UidRange> range = parse_range(text.substr(0, comma));
        if (!range) return range.error();
        ranges.push_back(*range);
        if (comma != std::string_view::npos) text.remove_prefix(comma + 1);
    }
    return of(std::move(ranges));
}

bool UidSet::contains(Uid uid) const {
    const auto behind = std::ranges::upper_bound(ranges_, uid, {}, &UidRange::first);
    return behind != ranges_.begin() && std::prev(behind)->last >= uid;
}

std::uint64_t UidSet::count() const {
    std::uint64_t count = 0;
    for (const UidRange& range : ranges_) count += std::uint64_t{range.last} - range.first + 1;
    return count;
}

void UidSet::add(Uid uid) {
    if (contains(uid)) return;
    auto at = std::ranges::upper_bound(ranges_, uid, {}, &UidRange::first);
    const bool grows_last = at != ranges_.begin() && std::prev(at)->last + 1 == uid;
    const bool grows_next = at != ranges_.end() && at->first - 1 == uid;
    if (grows_last && grows_next) {
        std::prev(at)->last = at->last;
        ranges_.erase(at);
    } else if (grows_last) {
        std::prev(at)->last = uid;
    } else if (grows_next) {
        at->first = uid;
    } else {
        ranges_.insert(at, {uid, uid});
    }
}

UidSet UidSet::with(const UidSet& other) const {
    std::vector<UidRange> all = ranges_;
    all.insert(all.end(), other.ranges_.begin(), other.ranges_.end());
    return of(std::move(all));
}

UidSet UidSet::minus(const UidSet& other) const {
    UidSet out;
    auto hole = other.ranges_.begin();
    for (UidRange range : ranges_) {
        while (hole != other.ranges_.end() && hole->last < range.first) ++hole;
        bool some_left = true;
        for (auto at = hole; at != other.ranges_.end() && at->first <= range.last; ++at) {
            if (at->first > range.first) out.ranges_.push_back({range.first, at->first - 1});
            some_left = at->last < range.last;
            if (!some_left) break;
            range.first = at->last + 1;
            hole = at;
        }
        if (some_left) out.ranges_.push_back(range);
    }
    return out;
}

UidSet UidSet::from(Uid first) const {
    UidSet out;
    for (const UidRange& range : ranges_)
        if (range.last >= first) out.ranges_.push_back({std::max(range.first, first), range.last});
    return out;
}

UidSet UidSet::take_lowest(std::uint64_t most) {
    UidSet out;
    auto at = ranges_.begin();
    for (; at != ranges_.end() && most > 0; ++at) {
        const std::uint64_t size = std::uint64_t{at->last} - at->first + 1;
        if (size > most) {
            const Uid last = at->first + static_cast<Uid>(most - 1);
            out.ranges_.push_back({at->first, last});
            at->first = last + 1;
            break;
        }
        out.ranges_.push_back(*at);
        most -= size;
    }
    ranges_.erase(ranges_.begin(), at);
    return out;
}

std::string UidSet::str() const {
    std::string out;
    for (const UidRange& range : ranges_) {
        if (!out.empty()) out += ',';
        out += words(range);
    }
    return out;
}

std::vector<std::string> UidSet::parts(std::size_t octets) const {
    std::vector<std::string> out;
    for (const UidRange& range : ranges_) {
        const std::string next = words(range);
        if (out.empty() || out.back().size() + 1 + next.size() > octets)
            out.push_back(next);
        else
            out.back().append(",").append(next);
    }
    return out;
}

}  // namespace sendpath::imap
