#pragma once

#include "events/digest.hpp"
#include "events/instant.hpp"
#include "events/sealed.hpp"
#include "events/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace events {

/// A period begins to run. All that is needed to explain the due instant is here.
struct deadline_started {
    std::string id; ///< the step of the procedure, for example `decide`
    instant since;  ///< the start fact; its day is not counted
    instant due;    ///< the period has passed at this instant
    std::int64_t amount = 0;
    std::string unit; ///< working_days, half_working_days, calendar_days, months, years, hours
    role act_by = role::head;
    std::string calendar; ///< version of the working-day calendar
    std::string source;   ///< the legal source of the period

    static constexpr auto fields() {
        return std::tuple{field{"id", &deadline_started::id},
                          field{"since", &deadline_started::since},
                          field{"due", &deadline_started::due},
                          field{"amount", &deadline_started::amount},
                          field{"unit", &deadline_started::unit},
                          field{"act_by", &deadline_started::act_by},
                          field{"calendar", &deadline_started::calendar},
                          field{"source", &deadline_started::source}};
    }
    bool operator==(const deadline_started&) const = default;
};

/// A period gets another due instant, for the reason that the event states.
struct deadline_moved {
    std::string id;
    instant due;

    static constexpr auto fields() {
        return std::tuple{field{"id", &deadline_moved::id}, field{"due", &deadline_moved::due}};
    }
    bool operator==(const deadline_moved&) const = default;
};

/// A number out of a counter without gaps. The event counts only if it is the counter's next.
struct number_claim {
    std::string counter;     ///< for example `register/96/2017`
    std::uint64_t value = 0; ///< from 1
    std::string text;        ///< as it is printed

    static constexpr auto fields() {
        return std::tuple{field{"counter", &number_claim::counter},
                          field{"value", &number_claim::value}, field{"text", &number_claim::text}};
    }
    bool operator==(const number_claim&) const = default;
};

/// A file by content, durable in the document store before the event that names it.
struct document_ref {
    digest sha256;
    std::string kind; ///< raw_mail, outgoing_mail, attachment, slip, decision …
    std::string media_type;
    std::uint64_t size_bytes = 0;
    /// Of the paper that it shows. Each gets a folio number (bút lục) once, in the order of receipt
    /// (Thông tư 04/2023/TT-BTP Điều 31.2).
    std::optional<std::uint64_t> sheets{};

    static constexpr auto fields() {
        return std::tuple{
            field{"sha256", &document_ref::sha256}, field{"kind", &document_ref::kind},
            field{"media_type", &document_ref::media_type},
            field{"size_bytes", &document_ref::size_bytes}, field{"sheets", &document_ref::sheets}};
    }
    bool operator==(const document_ref&) const = default;
};

/// What any event may state beside its own fields. Folding needs only this and the attributes, so
/// an event of a type that is not known yet still counts and moves its case.
struct facts {
    std::optional<status> status_after;
    std::optional<lifecycle> follows; ///< stated when the case is opened or changes its lifecycle
    std::vector<deadline_started> deadlines_started;
    std::vector<deadline_moved> deadlines_moved;
    std::vector<std::string> deadlines_met;
    std::vector<std::string> deadlines_paused;
    std::vector<std::string> deadlines_lapsed; ///< no longer owed: the case ended another way
    std::vector<number_claim> numbers;
    std::vector<document_ref> documents;
    std::vector<std::string> grounds; ///< codes of the procedure's grounds
    std::vector<sealed_box> sealed;
    /// Of the request that asked for the step, where one did: the same key with another request is
    /// told from a repetition by it. Keyed with the keys of all whom `sealed` names, so that it
    /// goes with each of them.
    std::optional<digest> fingerprint{};

    static constexpr auto fields() {
        return std::tuple{field{"status_after", &facts::status_after},
                          field{"follows", &facts::follows},
                          field{"deadlines_started", &facts::deadlines_started},
                          field{"deadlines_moved", &facts::deadlines_moved},
                          field{"deadlines_met", &facts::deadlines_met},
                          field{"deadlines_paused", &facts::deadlines_paused},
                          field{"deadlines_lapsed", &facts::deadlines_lapsed},
                          field{"numbers", &facts::numbers},
                          field{"documents", &facts::documents},
                          field{"grounds", &facts::grounds},
                          field{"sealed", &facts::sealed},
                          field{"fingerprint", &facts::fingerprint}};
    }
    bool operator==(const facts&) const = default;
};

} // namespace events
