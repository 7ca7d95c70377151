#include "connectors/csv_read.hpp"

#include <algorithm>

namespace connectors {
namespace {

char separator_of(std::string_view bytes) {
    const auto head = bytes.substr(0, bytes.find_first_of("\r\n"));
    const auto found = head.find_first_of("\t;,");
    return found == std::string_view::npos ? ',' : head[found];
}

bool says_something(const csv_row& row) {
    return std::ranges::any_of(row.cells, [](const std::string& cell) { return !cell.empty(); });
}

class csv_reader {
public:
    csv_reader(std::string_view bytes, char separator) : rest_(bytes), separator_(separator) {}

    std::vector<csv_row> all() {
        while (!rest_.empty()) {
            csv_row row{line_, {}};
            while (!cell(row)) {
            }
            if (says_something(row)) {
                rows_.push_back(std::move(row));
            }
        }
        return std::move(rows_);
    }

private:
    /// True when the row ends with this cell.
    bool cell(csv_row& into) {
        std::string text;
        if (rest_.starts_with('"')) {
            rest_.remove_prefix(1);
            quoted(text);
        }
        const auto end =
            std::min(rest_.find_first_of(std::string{separator_} + "\r\n"), rest_.size());
        text += rest_.substr(0, end);
        rest_.remove_prefix(end);
        into.cells.push_back(std::move(text));
        if (rest_.starts_with(separator_)) {
            rest_.remove_prefix(1);
            return false;
        }
        rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : rest_.empty() ? 0 : 1);
        ++line_;
        return true;
    }

    void quoted(std::string& into) {
        while (!rest_.empty()) {
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c == '"' && !rest_.starts_with('"')) {
                return;
            }
            if (c == '"') {
                rest_.remove_prefix(1);
            }
            line_ += c == '\n' ? 1U : 0U;
            into += c;
        }
    }

    std::string_view rest_;
    char separator_;
    std::size_t line_ = 1;
    std::vector<csv_row> rows_;
};

} // namespace

std::vector<csv_row> read_csv(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    return csv_reader{bytes, separator_of(bytes)}.all();
}

} // namespace connectors
