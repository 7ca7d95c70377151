#include "engine/provenance.hpp"

#include "engine/json_cursor.hpp"

namespace engine {

provenance read_provenance(const json_cursor& at) {
    return {at.at("source").text(), at.at("tag").name<confidence>()};
}

} // namespace engine
