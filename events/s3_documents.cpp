#include "events/s3_documents.hpp"

#include "events/fault.hpp"
#include "events/s3_requests.hpp"

#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace events {
namespace {

constexpr int tries_max = 3;
constexpr std::chrono::milliseconds pause_first{100};
/// Of a look at whether the store answers, and how long after it the next one follows.
constexpr std::chrono::milliseconds store_look_patience{2'000};
constexpr std::chrono::milliseconds store_look_interval{5'000};
constexpr std::chrono::milliseconds store_look_again{1'000}; ///< after one that failed
/// One that fails may be a connection that the store has just closed, or a moment of load.
constexpr int failed_looks_told = 2;
constexpr long http_ok = 200;
constexpr long http_wrong = 400;
constexpr long http_missing = 404;
constexpr long http_too_slow = 408;
constexpr long http_too_many = 429;
constexpr long http_exists = 412;   ///< because of If-None-Match
constexpr long http_conflict = 409; ///< somebody else is just writing the same object

/// A document that is missing and a bucket that is missing have one status.
bool is_without_bucket(const s3_answer& told) {
    return told.body.find("NoSuchBucket") != std::string::npos;
}

/// What stands in an element of the store's XML.
std::string inside(const std::string& xml, std::string_view name) {
    const auto begin = xml.find(fmt::format("<{}>", name));
    const auto end = xml.find(fmt::format("</{}>", name));
    return begin == std::string::npos || end == std::string::npos
               ? std::string{}
               : xml.substr(begin + name.size() + 2, end - begin - name.size() - 2);
}

/// What the store says is wrong.
std::string told_by(const std::string& xml) {
    return fmt::format("{} {}", inside(xml, "Code"), inside(xml, "Message"));
}

/// The store says no in the same way to a request that came too slowly, which another need not.
bool may_go_well_again(const s3_answer& told) {
    return told.status == 0 || told.status >= 500 || told.status == http_conflict ||
           told.status == http_too_slow || told.status == http_too_many ||
           (told.status == http_wrong && inside(told.body, "Code") == "RequestTimeout");
}

const char* way_out_of(const s3_answer& told) {
    return inside(told.body, "Code") == "RequestTimeTooSkewed"
               ? "set the clock of this machine: the store takes no request of another time"
               : "check the address, the bucket and the keys";
}

class s3_documents : public document_store {
public:
    explicit s3_documents(const s3_place& at)
        : url_(at.url), requests_(at.region, at.access_key, at.secret_key) {
        while (url_.ends_with('/')) {
            url_.pop_back();
        }
        if (!url_.starts_with("http") || url_.find('/', url_.find("//") + 2) == std::string::npos) {
            throw fault("documents-refused",
                        fmt::format("open the documents at {}: it must be like "
                                    "https://host:port/bucket",
                                    at.url));
        }
        require_bucket(); // tells of a wrong address or key now
        looking_ = std::thread([this] { go_on_looking(); });
    }
    ~s3_documents() override {
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
        }
        closed_.notify_one();
        looking_.join(); // a look that is on its way ends within its patience
    }

    s3_documents(const s3_documents&) = delete;
    s3_documents& operator=(const s3_documents&) = delete;

    digest put(std::string_view bytes) override {
        const auto name = sha256(bytes);
        const auto told = insist("PUT", name, &bytes);
        if (told.status != http_ok && told.status != http_exists) {
            throw refused("keep", name, told);
        }
        return name;
    }

    [[nodiscard]] std::optional<std::string> get(const digest& name) const override {
        auto told = insist("GET", name, nullptr);
        if (told.status == http_missing && !is_without_bucket(told)) {
            return std::nullopt;
        }
        if (told.status != http_ok) {
            throw refused("read", name, told);
        }
        if (sha256(told.body) != name) {
            throw corruption("document-damaged",
                             fmt::format("read {}: its bytes are not those it is named after; keep "
                                         "the object, and restore the document from a backup",
                                         url_of(name)));
        }
        return std::move(told.body);
    }

    [[nodiscard]] bool has(const digest& name) const override {
        const auto told = insist("HEAD", name, nullptr);
        if (told.status != http_ok && told.status != http_missing) {
            const auto why = insist("GET", name, nullptr); // an answer to HEAD has no words
            throw refused("look for", name, why.body.empty() || why.status == http_ok ? told : why);
        }
        return told.status == http_ok;
    }

    /// What the looks of the last seconds found; opening it was one that found nothing.
    [[nodiscard]] std::string trouble() const override {
        const std::lock_guard lock(mutex_);
        return failed_looks_ < failed_looks_told ? std::string{} : found_;
    }

private:
    [[nodiscard]] std::string url_of(const digest& name) const {
        return fmt::format("{}/{}", url_, hex(name));
    }

    [[nodiscard]] fault refused(const char* tried, const digest& name,
                                const s3_answer& told) const {
        return {"documents-refused",
                fmt::format("{} the document {}: the store answered {} {}; {}", tried, url_of(name),
                            told.status, told_by(told.body), way_out_of(told))};
    }

    /// An object that is missing and a bucket that is missing look alike to HEAD.
    void require_bucket() const {
        const auto any = sha256("motcua");
        const auto told = insist("GET", any, nullptr);
        if (is_without_bucket(told)) {
            throw fault("documents-refused",
                        fmt::format("open the documents at {}: there is no such bucket; make it, "
                                    "or check the address",
                                    url_));
        }
        if (told.status != http_ok && told.status != http_missing) {
            throw refused("look for", any, told);
        }
    }

    /// On a thread of its own: who asks for the state must not wait for a store that does not
    /// answer.
    void go_on_looking() {
        std::unique_lock lock(mutex_);
        const auto pause = [this] {
            return failed_looks_ == 0 ? store_look_interval : store_look_again;
        };
        while (!closed_.wait_for(lock, pause(), [this] { return closing_; })) {
            lock.unlock();
            auto found = look();
            lock.lock();
            failed_looks_ = found.empty() ? 0 : failed_looks_ + 1;
            found_ = std::move(found);
        }
    }

    /// Once, and for a document that need not be there: what matters is that the bucket answers.
    [[nodiscard]] std::string look() const try {
        const auto told = requests_.ask("GET", url_of(sha256("motcua")), {}, store_look_patience);
        if ((told.status == http_ok || told.status == http_missing) && !is_without_bucket(told)) {
            return {};
        }
        return fmt::format("ask for the documents at {}: {}", url_,
                           told.status == 0 ? told.problem
                                            : fmt::format("the store answered {} {}", told.status,
                                                          told_by(told.body)));
    } catch (const std::exception& problem) { // of this process; there is nobody to throw it to
        return problem.what();
    }

    /// Asks again while the store fails. Throws fault when it goes on failing.
    s3_answer insist(const char* method, const digest& name, const std::string_view* body) const {
        auto pause = pause_first;
        for (int tries = 1;; ++tries) {
            auto told = requests_.ask(method, url_of(name),
                                      body == nullptr ? s3_requests::content{}
                                                      : s3_requests::content{{*body}, name});
            const bool cut = told.status == http_ok && told.perhaps_cut &&
                             std::string_view{method} == "GET" && sha256(told.body) != name;
            if (cut) {
                told = {};
                told.problem = "the connection ended before the document did";
            }
            if (!may_go_well_again(told)) {
                return told;
            }
            if (tries == tries_max) {
                throw fault(
                    "documents-unreachable",
                    fmt::format("{} {}: {}; look at the store, and ask again", method, url_of(name),
                                told.status == 0 ? told.problem
                                                 : fmt::format("the store answered {} {}",
                                                               told.status, told_by(told.body))));
            }
            std::this_thread::sleep_for(pause);
            pause *= 4;
        }
    }

    std::string url_;
    s3_requests requests_;
    mutable std::mutex mutex_;
    std::string found_;    ///< by the last look; empty: the store answered as it should
    int failed_looks_ = 0; ///< in a row
    bool closing_ = false;
    std::condition_variable closed_;
    std::thread looking_; ///< last: it uses the others
};

} // namespace

std::unique_ptr<document_store> open_s3_documents(const s3_place& at) {
    return std::make_unique<s3_documents>(at);
}

} // namespace events
