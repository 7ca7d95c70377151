#include "tests/kafka/nodes.hpp"

#include "events/codec.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <variant>

namespace kafka_testing {
namespace {

/// Folds as it is told and notes which command counted where.
class noting_target : public engine::memory_target {
public:
    explicit noting_target(reading& into) : into_(into) {}
    void counted(const engine::placed_event& event, const engine::case_state& before,
                 const engine::case_state& after) override {
        engine::memory_target::counted(event, before, after);
        into_.counting[event.what.about.command.str()].push_back(event.place);
    }

private:
    reading& into_;
};

} // namespace

engine::command filing(const std::string& key, const std::string& office) {
    engine::command out;
    out.id = events::command_id{events::uuid_of(key)};
    out.office = events::office_code{office};
    out.actor = events::officer_id{"officer-1"};
    out.acting_as = events::role::counter_officer;
    out.detail = testing_support::filed_at_counter("enf_request");
    return out;
}

engine::command supplement_request(const events::case_id& subject, const std::string& key) {
    auto out = filing(key);
    out.subject = subject;
    out.detail = engine::request_supplement{{"judgment"}};
    return out;
}

node_on_kafka::node_on_kafka(fresh_topic& topic, std::uint32_t partitions)
    : log_(topic.open(partitions)),
      node_(std::make_unique<engine::node>(*log_, folded_, engine::default_rule_set(), time_)) {
    node_->start();
}

engine::memory_target& node_on_kafka::stop_and_fold(const std::vector<events::offset>& ends) {
    node_->stop();
    for (std::uint32_t p = 0; p < ends.size(); ++p) {
        while (log_->end({p}) < ends[p]) {
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
        engine::fold_partition(folded_, *log_, {p}, ends[p], 1000);
    }
    return folded_;
}

crowd::crowd(std::vector<engine::node*> nodes, int clients) : nodes_(std::move(nodes)) {
    for (int client = 0; client < clients; ++client) {
        clients_.emplace_back([this, client] { work(client); });
    }
}

void crowd::stop() {
    stopping_ = true;
    clients_.clear();
}

std::optional<engine::accepted> crowd::insist(int client, engine::command what) {
    for (std::size_t tries = 0;; ++tries) {
        auto& node = *nodes_[(static_cast<std::size_t>(client) + tries) % nodes_.size()];
        const auto answer = node.run(what);
        if (const auto* yes = std::get_if<engine::accepted>(&answer)) {
            ++so_far_;
            const std::lock_guard lock(mutex_);
            confirmed_[what.id.str()] = {yes->place, yes->subject, yes->version, yes->repeated};
            return *yes;
        }
        if (const auto* no = std::get_if<engine::rejection>(&answer);
            no != nullptr && no->code != engine::rejection_code::busy) {
            // Another node may not have folded the case's opening yet.
            if (tries > 200) {
                ADD_FAILURE() << "refused: " << no->en;
                return std::nullopt;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
        unknown_ += std::holds_alternative<engine::unavailable>(answer) ? 1 : 0;
    }
}

void crowd::work(int client) {
    static constexpr const char* offices[]{"96", "964", "966", "967"};
    for (int i = 0; !stopping_; ++i) {
        const auto key = fmt::format("{}/{}", client, i);
        const auto opened = insist(client, filing(key, offices[client % 4]));
        if (opened) {
            static_cast<void>(
                insist(client + 1, supplement_request(opened->subject, key + "/step")));
        }
    }
}

std::unique_ptr<reading> read_afresh(const fresh_topic& topic) {
    auto out = std::make_unique<reading>();
    noting_target target{*out};
    const auto log = events::open_kafka_log(topic.options());
    for (std::uint32_t p = 0; p < log->partitions(); ++p) {
        out->ends.push_back(log->end({p}));
        engine::fold_partition(target, *log, {p}, out->ends[p], 1000);
    }
    out->folded = target;
    return out;
}

void expect_nothing_lost_or_doubled(const fresh_topic& topic, const crowd& clients,
                                    std::vector<node_on_kafka*> nodes) {
    const auto fresh = read_afresh(topic);
    std::uint64_t lost = 0;
    std::uint64_t elsewhere = 0;
    std::uint64_t doubled = 0;
    std::set<std::pair<events::case_id, std::uint64_t>> versions;
    for (const auto& [command, told] : clients.confirmed()) {
        const auto found = fresh->counting.find(command);
        lost += found == fresh->counting.end() ? 1 : 0;
        elsewhere +=
            found != fresh->counting.end() && !told.repeated && found->second.front() != told.place
                ? 1
                : 0;
        EXPECT_TRUE(versions.insert({told.subject, told.version}).second)
            << "two winners of one version";
    }
    for (const auto& [command, places] : fresh->counting) {
        doubled += places.size() > 1 ? 1 : 0;
    }
    EXPECT_EQ(lost, 0U) << "confirmed, and not in the log";
    EXPECT_EQ(elsewhere, 0U) << "confirmed at another place";
    EXPECT_EQ(doubled, 0U) << "commands that count twice";
    for (auto* node : nodes) {
        auto& folded = node->stop_and_fold(fresh->ends);
        EXPECT_EQ(folded.cases(), fresh->folded.cases());
        EXPECT_EQ(folded.counters(), fresh->folded.counters());
        EXPECT_EQ(folded.skipped_records().size(), fresh->folded.skipped_records().size());
    }
    fmt::print("{} confirmed, {} unknown and asked again, {} superseded; {} lost, {} doubled\n",
               clients.confirmed().size(), clients.unknown(),
               fresh->folded.skipped_records().size(), lost, doubled);
}

} // namespace kafka_testing
