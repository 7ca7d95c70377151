#include "connectors/duties/duties.hpp"

#include "connectors/mail/maildir.hpp"
#include "events/fault.hpp"
#include "projections/store.hpp"

namespace connectors {
namespace {

/// A period that has passed is shown at once by queries; the alert follows within this time.
constexpr std::chrono::milliseconds look_interval{200};

} // namespace

duties::duties(lent on) : on_(std::move(on)), thread_([this] { run(); }) {}

duties::~duties() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_one();
    }
    thread_.join();
}

void duties::wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_one();
}

void duties::run() {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, look_interval, [&] { return stopping_ || woken_; });
            if (stopping_) {
                return;
            }
            woken_ = false;
        }
        try {
            look_once();
        } catch (const events::fault& problem) {
            if (on_.problem) {
                on_.problem(problem.what());
            }
        }
    }
}

void duties::look_once() {
    take_mail();
    raise_alerts(on_.store, on_.node, on_.rules, on_.time.now());
    on_.outgoing.send_new();
}

void duties::take_mail() {
    if (!std::filesystem::is_directory(on_.mail)) {
        return;
    }
    for (const auto& office : std::filesystem::directory_iterator(on_.mail)) {
        const events::office_code code{office.path().filename().string()};
        if (!office.is_directory() || on_.rules.find_office(code) == nullptr) {
            continue;
        }
        for (const auto& file : list_mail(office.path())) {
            if (file.seen) {
                continue;
            }
            const auto read = read_mail(file);
            static_cast<void>(on_.intake.take(code, read.bytes, read.findings));
            static_cast<void>(mark_seen(file)); // only now: it is durable elsewhere
        }
    }
}

} // namespace connectors
