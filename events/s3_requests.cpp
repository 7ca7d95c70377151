#include "events/s3_requests.hpp"

#include "events/fault.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

namespace events {
namespace {

constexpr long connect_seconds = 3;
/// A store that does not move a byte for so long has failed; large documents may take longer.
constexpr long stalled_seconds = 10;
constexpr std::size_t idle_max = 8;

template <typename T> using owned = std::unique_ptr<T, void (*)(T*)>;

std::size_t write_into(char* bytes, std::size_t size, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(bytes, size * count);
    return size * count;
}

std::size_t read_from(char* into, std::size_t size, std::size_t count, void* from) {
    auto& left = *static_cast<std::string_view*>(from);
    const auto taken = std::min(size * count, left.size());
    std::memcpy(into, left.data(), taken);
    left.remove_prefix(taken);
    return taken;
}

owned<curl_slist> headers_of(const s3_requests::content& what) {
    const auto hash = what.bytes ? hex(what.hash) : hex(sha256(""));
    auto* list = curl_slist_append(nullptr, ("x-amz-content-sha256: " + hash).c_str());
    list = curl_slist_append(list, "Expect:");
    if (what.bytes) {
        list = curl_slist_append(list, "If-None-Match: *");
    }
    return {list, curl_slist_free_all};
}

bool ended_by_closing(CURL* answered) {
    curl_off_t length = -1;
    long version = 0;
    curl_header* coding = nullptr;
    curl_easy_getinfo(answered, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    curl_easy_getinfo(answered, CURLINFO_HTTP_VERSION, &version);
    const bool in_chunks =
        curl_easy_header(answered, "Transfer-Encoding", 0, CURLH_HEADER, -1, &coding) == CURLHE_OK;
    return length < 0 && !in_chunks && version < CURL_HTTP_VERSION_2_0;
}

} // namespace

struct s3_requests::connections {
    std::mutex mutex;
    std::vector<owned<CURL>> idle;

    owned<CURL> take() {
        {
            const std::lock_guard lock(mutex);
            if (!idle.empty()) {
                auto one = std::move(idle.back());
                idle.pop_back();
                return one;
            }
        }
        owned<CURL> fresh(curl_easy_init(), curl_easy_cleanup);
        if (fresh == nullptr) {
            throw fault("out-of-memory", "ask for a document: libcurl could not be started");
        }
        return fresh;
    }

    void give_back(owned<CURL> one) {
        curl_easy_reset(one.get());
        const std::lock_guard lock(mutex);
        if (idle.size() < idle_max) {
            idle.push_back(std::move(one));
        }
    }
};

s3_requests::s3_requests(const std::string& region, const std::string& access_key,
                         const std::string& secret_key)
    : kept_(std::make_unique<connections>()), signing_(fmt::format("aws:amz:{}:s3", region)),
      user_(fmt::format("{}:{}", access_key, secret_key)) {
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) {
        throw fault("documents-refused", "open the documents: libcurl could not be started; look "
                                         "at what this system lacks of it");
    }
}
s3_requests::~s3_requests() = default;

s3_answer s3_requests::ask(std::string_view method, const std::string& url, const content& what,
                           std::chrono::milliseconds patience) const {
    auto kept = kept_->take();
    CURL* const with = kept.get();
    s3_answer out;
    auto left = what.bytes.value_or(std::string_view{});
    const auto headers = headers_of(what);
    curl_easy_setopt(with, CURLOPT_URL, url.c_str());
    curl_easy_setopt(with, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(with, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    curl_easy_setopt(with, CURLOPT_TIMEOUT_MS, static_cast<long>(patience.count()));
    curl_easy_setopt(with, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(with, CURLOPT_LOW_SPEED_TIME, stalled_seconds);
    curl_easy_setopt(with, CURLOPT_AWS_SIGV4, signing_.c_str());
    curl_easy_setopt(with, CURLOPT_USERPWD, user_.c_str());
    curl_easy_setopt(with, CURLOPT_WRITEFUNCTION, write_into);
    curl_easy_setopt(with, CURLOPT_WRITEDATA, &out.body);
    curl_easy_setopt(with, CURLOPT_HTTPHEADER, headers.get());
    if (what.bytes) {
        curl_easy_setopt(with, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(with, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(left.size()));
        curl_easy_setopt(with, CURLOPT_READFUNCTION, read_from);
        curl_easy_setopt(with, CURLOPT_READDATA, &left);
    } else if (method == "HEAD") {
        curl_easy_setopt(with, CURLOPT_NOBODY, 1L);
    }
    if (const auto result = curl_easy_perform(with); result == CURLE_OK) {
        curl_easy_getinfo(with, CURLINFO_RESPONSE_CODE, &out.status);
        out.perhaps_cut = ended_by_closing(with);
    } else {
        out.problem = curl_easy_strerror(result);
    }
    kept_->give_back(std::move(kept));
    return out;
}

} // namespace events
