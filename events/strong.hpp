#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace events {

/// A string that means one thing: a case_id never meets an officer_id by accident.
template <class Tag> class strong_string {
public:
    strong_string() = default;
    explicit strong_string(std::string value) : value_(std::move(value)) {}
    explicit strong_string(std::string_view value) : value_(value) {}
    explicit strong_string(const char* value) : value_(value) {}

    [[nodiscard]] const std::string& str() const { return value_; }
    [[nodiscard]] bool empty() const { return value_.empty(); }
    auto operator<=>(const strong_string&) const = default;
    bool operator==(const strong_string&) const = default;

private:
    std::string value_;
};

/// Hashes any strong_string; used as the hasher of unordered containers.
struct strong_hash {
    template <class Tag> std::size_t operator()(const strong_string<Tag>& id) const {
        return std::hash<std::string>{}(id.str());
    }
};

} // namespace events
