#include "connectors/strict_json.hpp"

#include "connectors/mail/unicode.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <vector>

namespace connectors {
namespace {

using nlohmann::json;

/// Builds a value as the parser meets its parts, and says no at the first thing that we do not
/// take.
class builder {
public:
    explicit builder(json_limits limits) : limits_(limits) {}

    bool null() { return put(nullptr); }
    bool boolean(bool value) { return put(value); }
    bool number_integer(json::number_integer_t value) { return put(value); }
    bool number_unsigned(json::number_unsigned_t value) { return put(value); }
    bool number_float(json::number_float_t value, const std::string&) { return put(value); }
    bool string(std::string& value) { return put(nfc(value)); }
    bool binary(json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(json::object()); }
    bool start_array(std::size_t) { return open(json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        key_ = nfc(name);
        return open_.back()->contains(key_)
                   ? refuse("duplicate_member", {"trường \"" + key_ + "\" được nêu hai lần",
                                                 "the member \"" + key_ + "\" stands there twice"})
                   : true;
    }
    bool parse_error(std::size_t position, const std::string&, const json::exception&) {
        return refuse("malformed", {fmt::format("sai cú pháp tại byte {}", position),
                                    fmt::format("not JSON at byte {}", position)});
    }

    [[nodiscard]] json whole() { return std::move(whole_); }
    [[nodiscard]] const json_refusal& refusal() const { return refusal_; }

private:
    bool refuse(std::string code, bilingual detail) {
        if (refusal_.code.empty()) {
            refusal_ = {std::move(code), std::move(detail)};
        }
        return false;
    }
    bool refuse_members() {
        return refuse("too_many_members",
                      {fmt::format("có hơn {} giá trị", limits_.members_max),
                       fmt::format("more than {} values", limits_.members_max)});
    }
    json* place(json value) {
        if (open_.empty()) {
            whole_ = std::move(value);
            return &whole_;
        }
        json& into = *open_.back();
        if (into.is_array()) {
            into.push_back(std::move(value));
            return &into.back();
        }
        json& member = into[key_];
        member = std::move(value);
        return &member;
    }
    bool put(json value) {
        if (++members_ > limits_.members_max) {
            return refuse_members();
        }
        place(std::move(value));
        return true;
    }
    bool open(json value) {
        if (open_.size() == limits_.depth_max) {
            return refuse("too_deep", {fmt::format("lồng nhau quá {} lớp", limits_.depth_max),
                                       fmt::format("deeper than {} levels", limits_.depth_max)});
        }
        if (++members_ > limits_.members_max) {
            return refuse_members();
        }
        open_.push_back(place(std::move(value)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    json_limits limits_;
    json whole_;
    std::vector<json*> open_; ///< a parent is not touched while its child is open
    std::string key_;
    std::size_t members_ = 0;
    json_refusal refusal_;
};

} // namespace

tl::expected<json, json_refusal> read_strict_json(std::string_view text, json_limits limits) {
    if (text.size() > limits.bytes_max) {
        return tl::unexpected(
            json_refusal{"too_large",
                         {fmt::format("lớn hơn {} byte", limits.bytes_max),
                          fmt::format("larger than {} bytes", limits.bytes_max)}});
    }
    builder into{limits};
    if (!json::sax_parse(text, &into)) {
        return tl::unexpected(into.refusal());
    }
    return into.whole();
}

} // namespace connectors
