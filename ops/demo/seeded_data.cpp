#include "ops/demo/seeded_data.hpp"

#include "ops/output/labels.hpp"
#include "ops/output/progress.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

std::string day_of(events::instant at) { return office_day(events::to_text(at)); }

} // namespace

connectors::seed_report fill_with_cases(printer& out, const seeding_wish& wish) {
    progress_line progress(out, "seed");
    connectors::seed_options how;
    how.data = wish.folder;
    how.cases = wish.cases;
    how.seed = wish.seed;
    how.synced = wish.synced;
    how.progress = [&](auto passed, auto all) { progress.tell(passed, all); };
    auto report = connectors::seed_folder(how);
    progress.end();
    return report;
}

void say_seeded(printer& out, const connectors::seed_report& seeded) {
    out.say(fmt::format("{} cases in {} offices of Cà Mau and Quảng Nam, {} – {}: {} events, "
                        "personal data sealed",
                        seeded.cases, seeded.offices.size(), day_of(seeded.first),
                        day_of(seeded.last), seeded.events));
    out.say(fmt::format("{} periods have passed, {} alerts were raised, {} e-mails came to the "
                        "Maildir of office {}",
                        seeded.overdue, seeded.alerts, seeded.mails_waiting,
                        seeded.mail_office.str()));
}

} // namespace ops
