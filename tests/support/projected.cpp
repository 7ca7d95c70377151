#include "tests/support/projected.hpp"

namespace testing_support {

projected::projected(std::uint32_t partitions)
    : projected(std::make_shared<events::memory_records>(partitions)) {}

projected::projected(std::shared_ptr<events::memory_records> records) : log_(std::move(records)) {
    options.folder = folder();
    options.block_cache_bytes = 8U << 20U;
    options.write_buffer_bytes = 4U << 20U;
    options.case_cache_bytes = 256U << 10U;
    options.live_items_max = 100;
    open();
}

void projected::copy_log(const events::log& from) {
    for (std::uint32_t i = 0; i < from.partitions(); ++i) {
        from.read({i}, 0, from.end({i}), [&](const events::stored_record& record) {
            const events::log_record copy{{}, {}, std::string{record.value}};
            log_.records()->land({i}, {&copy, 1});
            return true;
        });
    }
}

void projected::open() { store_.emplace(options, log_); }

void projected::reopen() {
    close();
    open();
}

projections::snapshot projected::fold(std::size_t batch) {
    for (std::uint32_t i = 0; i < log_.partitions(); ++i) {
        engine::fold_partition(*store_, log_, {i}, log_.end({i}), batch);
    }
    return store_->view();
}

} // namespace testing_support
