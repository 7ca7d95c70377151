#include "engine/missing_paper.hpp"

#include "engine/filing_circumstances.hpp"
#include "engine/law.hpp"

#include <fmt/format.h>

namespace engine {

const paper* missing_paper(const case_state& state, const command& what,
                           const decision_context& context) {
    const auto filing = filing_of(what.detail);
    return filing ? law::missing_paper(context.rules, state, filing->papers,
                                       what.happened.value_or(context.now), what.grounds,
                                       told_of_filing(state, *filing, what.sealed))
                  : nullptr;
}

void name_missing_paper(rejection& no, const case_state& state, const command& what,
                        const decision_context& context) {
    const auto* missing = missing_paper(state, what, context);
    if (missing == nullptr) {
        return;
    }
    no.vi += fmt::format(" Còn thiếu: {} (`{}`).", missing->name.vi, missing->id);
    no.en += fmt::format(" Missing: {} (`{}`).", missing->name.en, missing->id);
    if (!filing_of(what.detail)->filer && missing->when.contains("filer")) {
        no.vi += " Hồ sơ có nêu người đại diện; nếu đương sự tự nộp thì ghi `filer` là `party`.";
        no.en += " The dossier names a representative; where the party files in person, state "
                 "`filer` as `party`.";
    }
}

} // namespace engine
