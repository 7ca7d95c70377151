#include "connectors/documents/folios.hpp"

#include <algorithm>
#include <string_view>

namespace connectors {
namespace {

/// What comes to the dossier as paper; a raw mail is not a sheet of it.
bool is_paper(std::string_view kind) { return kind != "raw_mail" && kind != "outgoing_mail"; }

int place_in_index(std::string_view kind) {
    if (kind == "decision") {
        return 0;
    }
    if (kind == "application" || kind == "minutes") {
        return 1;
    }
    return kind == "judgment" ? 2 : 3;
}

class dossier_index {
public:
    void add(const events::event& step) {
        for (const auto& paper : step.common.documents) {
            if (is_paper(paper.kind)) {
                document(paper, step);
            }
        }
        if (const auto* accepted = std::get_if<events::dossier_accepted>(&step.detail)) {
            for (const auto& paper : accepted->papers) {
                handed_in(paper, sheets_of(*accepted, paper), step);
            }
        }
    }

    [[nodiscard]] std::vector<folio_entry> take() {
        std::ranges::stable_sort(all_, {},
                                 [](const folio_entry& one) { return place_in_index(one.kind); });
        return std::move(all_);
    }

private:
    void document(const events::document_ref& paper, const events::event& step) {
        auto known = std::ranges::find(all_, std::optional{paper.sha256}, &folio_entry::sha256);
        if (known == all_.end()) { // the picture of a paper that lies in the dossier already
            known = std::ranges::find_if(all_, [&](const folio_entry& one) {
                return !one.sha256 && one.kind == paper.kind;
            });
        }
        if (known == all_.end()) {
            known = all_.insert(known, of_step(paper.kind, step));
        }
        known->sha256 = paper.sha256;
        count(paper.sheets, *known);
    }

    void handed_in(const std::string& paper, std::optional<std::uint64_t> sheets,
                   const events::event& step) {
        auto known = std::ranges::find(all_, paper, &folio_entry::kind);
        if (known == all_.end()) {
            known = all_.insert(known, of_step(paper, step));
        }
        count(sheets, *known);
    }

    /// What was counted once stays.
    void count(std::optional<std::uint64_t> sheets, folio_entry& into) {
        if (into.first > 0 || sheets.value_or(0) == 0) {
            return;
        }
        into.sheets = sheets;
        into.first = next_;
        into.last = next_ + *sheets - 1;
        next_ += *sheets;
    }

    /// Of an original and a copy of one paper, which lie together. Absent unless each was counted:
    /// a folio number is given once, and the sheets of the other would have none.
    static std::optional<std::uint64_t> sheets_of(const events::dossier_accepted& accepted,
                                                  const std::string& paper) {
        std::optional<std::uint64_t> sum;
        for (const auto& one : accepted.paper_details) {
            if (one.paper != paper) {
                continue;
            }
            if (!one.sheets) {
                return std::nullopt;
            }
            sum = sum.value_or(0) + *one.sheets;
        }
        return sum;
    }

    static folio_entry of_step(const std::string& kind, const events::event& step) {
        return {.kind = kind,
                .sha256 = {},
                .step = step.about.sequence,
                .received = step.about.time,
                .sheets = {}};
    }

    std::vector<folio_entry> all_;
    std::uint64_t next_ = 1;
};

} // namespace

std::vector<folio_entry> folios_of(std::span<const events::event> steps) {
    dossier_index out;
    for (const auto& step : steps) {
        out.add(step);
    }
    return out.take();
}

} // namespace connectors
