#include "tests/support/naming_log.hpp"

#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "tests/support/samples.hpp"

namespace testing_support {

naming_log::naming_log(std::uint32_t partitions)
    : records_(std::make_shared<events::memory_records>(partitions)),
      log_(std::make_unique<events::memory_log>(records_)) {}

void naming_log::name_in_event(const events::digest& document) {
    auto what = sample_event("document_attached");
    what.common.documents = {{.sha256 = document, .kind = "paper", .media_type = "text/plain"}};
    const events::log_record record{what.about.office, events::envelope::type_text(what.detail),
                                    events::encode(what)};
    records_->land({next_++ % records_->partitions()}, {&record, 1});
}

} // namespace testing_support
