#pragma once

// The one place that includes GMime; only mime_read.cpp and mime_write.cpp include this.

#include <gmime/gmime.h>

#include <memory>
#include <string>
#include <string_view>

namespace connectors::gmime {

struct object_release {
    void operator()(void* object) const { g_object_unref(object); }
};
template <typename Object> using owned = std::unique_ptr<Object, object_release>;

struct memory_release {
    void operator()(void* memory) const { g_free(memory); }
};
using owned_text = std::unique_ptr<char, memory_release>;

/// Starts the library on first use. The options are never changed, so threads may share them.
inline GMimeParserOptions* options() {
    static GMimeParserOptions* const shared = [] {
        g_mime_init();
        return g_mime_parser_options_new();
    }();
    return shared;
}

inline owned<GMimeStream> memory_of(std::string_view bytes) {
    return owned<GMimeStream>(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
}

inline std::string taken(GMimeStream* memory) {
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

inline std::string written(GMimeObject* object, GMimeFormatOptions* format) {
    const owned<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_object_write_to_stream(object, format, memory.get());
    return taken(memory.get());
}

} // namespace connectors::gmime
