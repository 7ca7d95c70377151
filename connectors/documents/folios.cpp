#include "connectors/documents/folios.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace connectors {
namespace {

/// What comes to the dossier as paper; a raw mail is not a sheet of it.
bool is_paper(std::string_view kind) { return kind != "raw_mail" && kind != "outgoing_mail"; }

/// Where a kind of paper stands in the index; what is in no row comes after all, as it came.
struct index_row {
    std::string_view kind;
    int place = 0;
};

/// Thông tư 04/2023/TT-BTP Điều 31.2.
constexpr std::array dossier_order{
    index_row{"decision", 0},
    index_row{"application", 1},
    index_row{"application_r4", 1}, // of the law of 2026
    index_row{"minutes", 1},
    index_row{"judgment", 2},
    index_row{"judgment_original", 2},
    index_row{"interim_decision", 2}, // of a court, that orders an interim measure
};
/// Thông tư 13/2021/TT-BTP Điều 30. The papers that lie with the petition are those of the
/// procedure and whatever its receipt brought.
constexpr int beside_the_petition = 2;
constexpr std::array complaint_order{
    index_row{"complaint_docketing_notice", 0},
    index_row{"application", 1},
    index_row{"minutes", 1},
    index_row{"representation", beside_the_petition},
    index_row{"first_decision", beside_the_petition},
    index_row{"proposal_slip", 3},
};
/// The decision to accept a denunciation has no name of its own: it is what that step names.
constexpr std::array denunciation_order{
    index_row{"application", 1},
    index_row{"minutes", 1},
    index_row{"proposal_slip", 3},
};
constexpr int as_it_came = 4;

std::span<const index_row> order_of(events::lifecycle follows) {
    switch (follows) {
    case events::lifecycle::complaint:
        return complaint_order;
    case events::lifecycle::denunciation:
        return denunciation_order;
    case events::lifecycle::support:
    case events::lifecycle::dossier:
        return dossier_order;
    }
    return dossier_order;
}

bool takes_a_petition_in(const events::event& step) {
    return std::holds_alternative<events::complaint_received>(step.detail) ||
           std::holds_alternative<events::second_complaint_received>(step.detail) ||
           std::holds_alternative<events::denunciation_received>(step.detail);
}

class dossier_index {
public:
    explicit dossier_index(events::lifecycle follows) : order_(order_of(follows)) {}

    void add(const events::event& step) {
        if (takes_a_petition_in(step)) {
            receipt_ = step.about.sequence;
        } else if (std::holds_alternative<events::denunciation_accepted>(step.detail)) {
            acceptance_ = step.about.sequence;
        }
        for (const auto& paper : step.common.documents) {
            if (is_paper(paper.kind)) {
                document(paper, step);
            }
        }
        if (const auto* accepted = std::get_if<events::dossier_accepted>(&step.detail)) {
            all_handed_in(*accepted, step);
        } else if (const auto* solved = std::get_if<events::solved_at_once>(&step.detail)) {
            all_handed_in(*solved, step);
        }
    }

    [[nodiscard]] std::vector<folio_entry> take() {
        std::ranges::stable_sort(all_, {}, [&](const folio_entry& one) { return place_of(one); });
        return std::move(all_);
    }

private:
    [[nodiscard]] int place_of(const folio_entry& one) const {
        const auto row = std::ranges::find(order_, one.kind, &index_row::kind);
        if (row != order_.end()) {
            return row->place;
        }
        if (acceptance_ && one.step == *acceptance_) {
            return 0;
        }
        return receipt_ && one.step == *receipt_ ? beside_the_petition : as_it_came;
    }

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

    void all_handed_in(const auto& filed, const events::event& step) {
        for (const auto& paper : filed.papers) {
            handed_in(paper, sheets_of(filed.paper_details, paper), step);
        }
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
    static std::optional<std::uint64_t> sheets_of(std::span<const events::accepted_paper> counted,
                                                  const std::string& paper) {
        std::optional<std::uint64_t> sum;
        for (const auto& one : counted) {
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

    std::span<const index_row> order_;
    std::optional<std::uint64_t> receipt_;    ///< the step that took a petition in
    std::optional<std::uint64_t> acceptance_; ///< the step that took a denunciation up
    std::vector<folio_entry> all_;
    std::uint64_t next_ = 1;
};

} // namespace

std::vector<folio_entry> folios_of(std::span<const events::event> steps,
                                   events::lifecycle follows) {
    dossier_index out{follows};
    for (const auto& step : steps) {
        out.add(step);
    }
    return out.take();
}

} // namespace connectors
