#include "connectors/seeding/story_petition.hpp"

namespace connectors::seeding {

events::channel way_of_petition(matter& m) {
    return m.takes("petition: by post", 0.55)  ? events::channel::post
           : m.takes("petition: orally", 0.22) ? events::channel::oral
                                               : events::channel::counter;
}

events::office_code competent_instead_of(const engine::office& office) {
    if (!office.parent.empty()) {
        return office.parent;
    }
    return events::office_code{office.key.str() == "96" ? "964" : "502"};
}

events::finding found_of_petition(matter& m) {
    return m.takes("petition: right", 0.17)         ? events::finding::right
           : m.takes("petition: partly right", 0.2) ? events::finding::partly_right
                                                    : events::finding::wrong;
}

story withdrawn_and_terminated(matter& m, std::string_view words) {
    m.take(events::role::counter_officer, engine::withdraw_request{});
    co_await m.days(0.5, 3);
    m.take(events::role::head, engine::terminate_case{"withdrawn"});
    if (!words.empty()) {
        m.say(words);
    }
}

} // namespace connectors::seeding
