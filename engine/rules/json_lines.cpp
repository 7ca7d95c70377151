#include "engine/rules/json_lines.hpp"

namespace engine {
namespace {

class scanner {
public:
    explicit scanner(std::string_view text) : text_(text) {}

    std::map<std::string, std::size_t> all() {
        value("");
        return std::move(lines_);
    }
    /// After all().
    std::vector<repeated_member> repeated() { return std::move(repeated_); }

private:
    /// Rule files nest a few levels; a text that nests deeper is none.
    static constexpr int depth_max = 64;

    void blanks() {
        while (at_ < text_.size() && std::string_view{" \t\r\n"}.find(text_[at_]) != npos) {
            line_ += text_[at_] == '\n' ? 1 : 0;
            ++at_;
        }
    }
    [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) {
        blanks();
        if (next() != c) {
            return false;
        }
        ++at_;
        return true;
    }

    /// The raw text between quotes; names of rule files hold no escapes that matter here.
    std::string quoted() {
        const auto from = ++at_;
        while (at_ < text_.size() && text_[at_] != '"') {
            at_ += text_[at_] == '\\' ? 2 : 1;
        }
        at_ = std::min(at_, text_.size());
        auto found = std::string{text_.substr(from, at_ - from)};
        at_ = std::min(at_ + 1, text_.size());
        return found;
    }

    void value(const std::string& pointer) {
        blanks();
        lines_.try_emplace(pointer, line_);
        if (next() == '{' || next() == '[') {
            if (++depth_ > depth_max) {
                at_ = text_.size();
                return;
            }
            next() == '{' ? object(pointer) : array(pointer);
            --depth_;
        } else if (next() == '"') {
            (void)quoted();
        } else {
            at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
        }
    }

    void object(const std::string& pointer) {
        ++at_;
        blanks();
        while (next() == '"') {
            const auto line = line_;
            const auto child = pointer + "/" + quoted();
            if (!lines_.try_emplace(child, line).second) {
                repeated_.push_back({child, line});
            }
            if (!take(':')) {
                return;
            }
            value(child);
            if (!take(',')) {
                break;
            }
            blanks();
        }
        (void)take('}');
    }

    void array(const std::string& pointer) {
        ++at_;
        blanks();
        for (std::size_t i = 0; at_ < text_.size() && next() != ']'; ++i) {
            value(pointer + "/" + std::to_string(i));
            if (!take(',')) {
                break;
            }
        }
        (void)take(']');
    }

    static constexpr auto npos = std::string_view::npos;
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    int depth_ = 0;
    std::map<std::string, std::size_t> lines_;
    std::vector<repeated_member> repeated_;
};

} // namespace

std::map<std::string, std::size_t> json_lines(std::string_view text) { return scanner{text}.all(); }

std::vector<repeated_member> repeated_members(std::string_view text) {
    scanner scanned{text};
    (void)scanned.all();
    return scanned.repeated();
}

std::size_t line_of(const std::map<std::string, std::size_t>& lines, std::string_view pointer) {
    while (true) {
        const auto found = lines.find(std::string{pointer});
        if (found != lines.end()) {
            return found->second;
        }
        const auto slash = pointer.rfind('/');
        if (slash == std::string_view::npos) {
            return 1;
        }
        pointer = pointer.substr(0, slash);
    }
}

} // namespace engine
