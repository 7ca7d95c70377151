#include "events/codec.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

/// Either the event or the error, as one comparable text.
template <class Read> std::string outcome(Read read, std::string_view bytes) {
    try {
        return events::encode(read(bytes));
    } catch (const events::decode_error& problem) {
        return std::string{"refused: "} + problem.what();
    }
}

void expect_equal(const std::string& a, const std::string& b, const char* promise) {
    if (a != b) {
        std::fprintf(stderr, "%s\n%s\n%s\n", promise, a.c_str(), b.c_str());
        std::abort();
    }
}

} // namespace

/// Any bytes may lie in a log: the reader of the fold and the strict reader of verify say the same
/// of them, and what they take can be written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static events::fast_decoder fast;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto strict = outcome([](auto b) { return events::decode(b); }, bytes);
    expect_equal(strict, outcome([](auto b) { return fast.decode(b); }, bytes),
                 "the two readers must agree");
    if (!strict.starts_with("refused: ")) {
        expect_equal(strict, outcome([](auto b) { return events::decode(b); }, strict),
                     "what was written must be read as the same");
    }
    return 0;
}
