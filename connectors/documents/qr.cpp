#include "connectors/documents/qr.hpp"

#include <qrcodegen/qrcodegen.hpp>

#include <string>

namespace connectors {

qr_modules make_qr(std::string_view text) {
    const auto code =
        qrcodegen::QrCode::encodeText(std::string{text}.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    qr_modules made{static_cast<std::size_t>(code.getSize()), {}};
    made.dark.reserve(made.size * made.size);
    for (int y = 0; y < code.getSize(); ++y) {
        for (int x = 0; x < code.getSize(); ++x) {
            made.dark.push_back(code.getModule(x, y));
        }
    }
    return made;
}

} // namespace connectors
