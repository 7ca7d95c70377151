#include "tests/support/unsynced_file.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace support {
namespace {

constexpr sqlite3_int64 page_bytes = 4096;

} // namespace

unsynced_file::unsynced_file(sqlite3_int64 size, std::function<bool()> passes)
    : size_(size), kept_(size), passes_(std::move(passes)) {}

int unsynced_file::load(sqlite3_file* real, sqlite3_int64 number, page& into) const {
    const auto begin = number * page_bytes;
    const auto here = std::clamp<sqlite3_int64>(kept_ - begin, 0, page_bytes);
    if (here == 0) {
        return SQLITE_OK;
    }
    const int answer = real->pMethods->xRead(real, into.data(), static_cast<int>(here), begin);
    return answer == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : answer;
}

int unsynced_file::read(sqlite3_file* real, void* to, int size, sqlite3_int64 at) {
    const std::lock_guard lock(mutex_);
    auto* out = static_cast<unsigned char*>(to);
    std::memset(out, 0, static_cast<std::size_t>(size));
    const auto end = std::min(at + size, size_);
    for (auto from = at; from < end;) {
        const auto number = from / page_bytes;
        const auto upto = std::min(end, (number + 1) * page_bytes);
        const auto found = pages_.find(number);
        page loaded;
        if (found == pages_.end()) {
            loaded.resize(page_bytes);
            if (const int answer = load(real, number, loaded); answer != SQLITE_OK) {
                return answer;
            }
        }
        const auto& bytes = found == pages_.end() ? loaded : found->second;
        std::memcpy(out + (from - at), bytes.data() + (from - number * page_bytes),
                    static_cast<std::size_t>(upto - from));
        from = upto;
    }
    return at + size > size_ ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

unsynced_file::page& unsynced_file::touched(sqlite3_file* real, sqlite3_int64 number) {
    const auto [found, fresh] = pages_.try_emplace(number, page_bytes);
    if (fresh) {
        static_cast<void>(load(real, number, found->second));
    }
    return found->second;
}

int unsynced_file::write(sqlite3_file* real, const void* from, int size, sqlite3_int64 at) {
    const std::lock_guard lock(mutex_);
    const auto* in = static_cast<const unsigned char*>(from);
    for (auto next = at; next < at + size;) {
        const auto number = next / page_bytes;
        const auto upto = std::min(at + size, (number + 1) * page_bytes);
        std::memcpy(touched(real, number).data() + (next - number * page_bytes), in + (next - at),
                    static_cast<std::size_t>(upto - next));
        next = upto;
    }
    size_ = std::max(size_, at + size);
    return passes_ && passes_() ? real->pMethods->xWrite(real, from, size, at) : SQLITE_OK;
}

int unsynced_file::truncate(sqlite3_int64 size) {
    const std::lock_guard lock(mutex_);
    pages_.erase(pages_.lower_bound((size + page_bytes - 1) / page_bytes), pages_.end());
    if (const auto last = pages_.find(size / page_bytes); last != pages_.end()) {
        std::fill(last->second.begin() + size % page_bytes, last->second.end(), 0);
    }
    cut_ = cut_ || size < kept_;
    kept_ = std::min(kept_, size);
    size_ = size;
    return SQLITE_OK;
}

int unsynced_file::sync(sqlite3_file* real, int /*flags*/) {
    const std::lock_guard lock(mutex_);
    int answer = cut_ ? real->pMethods->xTruncate(real, kept_) : SQLITE_OK;
    for (const auto& [number, bytes] : pages_) {
        const auto begin = number * page_bytes;
        const auto count = std::min(page_bytes, size_ - begin);
        if (answer == SQLITE_OK && count > 0) {
            answer = real->pMethods->xWrite(real, bytes.data(), static_cast<int>(count), begin);
        }
    }
    if (answer == SQLITE_OK) { // the kernel outlives the process: it need not reach the platter
        pages_.clear();
        kept_ = size_;
        cut_ = false;
    }
    return answer;
}

sqlite3_int64 unsynced_file::size() {
    const std::lock_guard lock(mutex_);
    return size_;
}

} // namespace support
