#include "connectors/mail/parse.hpp"
#include "connectors/mail/recognise.hpp"
#include "connectors/mail/unicode.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

class nothing_known : public connectors::known_mail {
public:
    bool has_writer(const std::string&, const std::string&) const override { return false; }
    std::optional<std::string> by_message_id(const std::string&) const override { return {}; }
    std::optional<std::string> by_content_key(const std::string&) const override { return {}; }
    std::optional<std::string> by_case_code(const std::string&) const override { return {}; }
};

void expect(bool promise) {
    if (!promise) {
        std::abort();
    }
}

} // namespace

/// Any bytes are a message: no crash, no hang, and what staff will see is clean.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const connectors::inbound_message mail =
        connectors::parse_message({reinterpret_cast<const char*>(data), size});
    expect(connectors::fits_utf8(mail.text) && connectors::nfc(mail.text) == mail.text);
    expect(mail.subject.find_first_of("\r\n\t") == std::string::npos);
    for (const connectors::mail_attachment& file : mail.attachments) {
        expect(!file.display_name.empty());
        expect(file.display_name.find_first_of("/\\\r\n") == std::string::npos);
    }
    expect(!connectors::recognise(mail, nothing_known{}, {}).reason.empty());
    return 0;
}
