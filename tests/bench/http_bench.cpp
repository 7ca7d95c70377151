#include "connectors/http/server.hpp"
#include "tests/bench/http_load.hpp"
#include "tests/bench/report.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

/// What the transport alone carries: `http_bench [--json] [--seconds N]`, or `http_bench serve
/// [port]` to serve only, for an outside load driver.
namespace {

using namespace connectors;

/// Answers commands from a thread of its own, all that have gathered at once, as the log's writer
/// does after a sync.
class batch_answerer {
public:
    explicit batch_answerer(std::chrono::microseconds sync) : sync_(sync) {}
    ~batch_answerer() {
        {
            const std::lock_guard lock{mutex_};
            ended_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }

    void add(const responder& to) {
        const std::lock_guard lock{mutex_};
        waiting_.push_back(to);
        changed_.notify_one();
    }

private:
    void run() {
        std::unique_lock lock{mutex_};
        while (true) {
            changed_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
            if (ended_) {
                return;
            }
            lock.unlock();
            std::this_thread::sleep_for(sync_);
            lock.lock();
            const std::vector<responder> batch = std::exchange(waiting_, {});
            lock.unlock();
            for (const responder& one : batch) {
                one.answer(json_text_response(R"({"position":123456})", 201));
            }
            lock.lock();
        }
    }

    std::chrono::microseconds sync_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<responder> waiting_;
    bool ended_ = false;
    std::thread thread_{[this] { run(); }};
};

/// Open for as long as the client stays; nothing is sent.
class idle_streams {
public:
    void add(const responder& to) {
        const std::lock_guard lock{mutex_};
        open_.push_back(to.stream());
    }

private:
    std::mutex mutex_;
    std::vector<event_stream> open_;
};

router routes_for(batch_answerer& answerer, idle_streams& streams) {
    router out;
    out.add("GET /v1/events",
            [&streams](const request_context&, const responder& to) { streams.add(to); });
    out.add("GET /v1/cases/{code}", answer_with([](const request_context& context) {
                return json_text_response(
                    fmt::format(R"({{"case":"{}","status":"in_examination","sequence":7}})",
                                context.parameter("code")));
            }));
    out.add("POST /v1/cases",
            [&answerer](const request_context&, const responder& to) { answerer.add(to); });
    return out;
}

void measure(bench::report& into, std::string name, std::uint16_t port, std::size_t connections,
             const bench::next_request& next) {
    bench::load_options options;
    options.port = port;
    options.connections = connections;
    options.duration_s = into.seconds(3);
    const auto result = bench::run_load(options, next);
    into.add({.name = std::move(name),
              .value = result.answers_per_s(),
              .unit = "req/s",
              .remark = result.summary()});
}

std::size_t resident_bytes() {
    std::ifstream statm{"/proc/self/statm"};
    std::size_t total = 0;
    std::size_t resident = 0;
    statm >> total >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// The clients are bare descriptors, so nearly all of the growth is the server's.
void measure_idle_streams(bench::report& into, const http_server& server, std::size_t count) {
    constexpr std::string_view request = "GET /v1/events HTTP/1.1\r\nHost: h\r\n\r\n";
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(server.port());
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const std::size_t before = resident_bytes();
    std::vector<int> clients;
    for (std::size_t i = 0; i < count; ++i) {
        clients.push_back(::socket(AF_INET, SOCK_STREAM, 0));
        if (::connect(clients.back(), reinterpret_cast<sockaddr*>(&to), sizeof to) != 0 ||
            ::send(clients.back(), request.data(), request.size(), 0) < 0) {
            std::cerr << "no more connections: " << std::strerror(errno) << "\n";
            break;
        }
    }
    while (server.counters().streams_open + 1 < clients.size()) {
        std::this_thread::yield();
    }
    into.add({.name = "memory of an idle event stream",
              .value = static_cast<double>(resident_bytes() - before) /
                       static_cast<double>(clients.size()),
              .unit = "bytes",
              .remark = fmt::format("{} streams", clients.size())});
    for (const int one : clients) {
        ::close(one);
    }
}

} // namespace

int main(int count, char** arguments) {
    const std::vector<std::string_view> words(arguments, arguments + count);
    batch_answerer answerer{std::chrono::microseconds{1000}};
    idle_streams streams;
    http_server_options options;
    options.port = words.size() > 2 ? static_cast<std::uint16_t>(std::atoi(arguments[2])) : 0;
    http_server server{options, routes_for(answerer, streams)};
    if (words.size() > 1 && words[1] == "serve") {
        std::cout << "http://127.0.0.1:" << server.port() << ", Enter ends it" << std::endl;
        std::cin.get();
        return 0;
    }
    bench::report report{count, arguments};
    measure_idle_streams(report, server, 5000);
    const auto get = [](const bench::load_turn& turn) {
        return bench::load_request{"GET", fmt::format("/v1/cases/HS-{}", turn.number % 1000), "",
                                   ""};
    };
    const auto post = [](const bench::load_turn& turn) {
        return bench::load_request{
            "POST", "/v1/cases", fmt::format("Idempotency-Key: key-{}\r\n", turn.number),
            R"({"procedure":"support","office":"HN-01","applicant":{"name":"Nguyễn Văn A"}})"};
    };
    measure(report, "GET small JSON, 4 connections", server.port(), 4, get);
    measure(report, "GET small JSON, 32 connections", server.port(), 32, get);
    measure(report, "POST, answered after a 1 ms sync, 64", server.port(), 64, post);
    measure(report, "POST, answered after a 1 ms sync, 256", server.port(), 256, post);
    return report.result();
}
