#include "connectors/seeding/waiting_mail.hpp"

#include "connectors/mail/compose.hpp"
#include "connectors/sealed_object.hpp"
#include "connectors/seeding/letters.hpp"
#include "events/files.hpp"
#include "projections/cases.hpp"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>

namespace connectors::seeding {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::minutes;

/// A page with one line, which every reader of PDF opens.
std::string small_pdf(std::string_view line) {
    const auto shown = fmt::format("BT /F1 14 Tf 72 760 Td ({}) Tj ET\n", line);
    const std::array<std::string, 5> objects{
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font "
        "<< /F1 5 0 R >> >> >>",
        fmt::format("<< /Length {} >>\nstream\n{}endstream", shown.size(), shown),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"};
    std::string out = "%PDF-1.4\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        table += fmt::format("{:010} 00000 n \n", out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects.at(i));
    }
    const auto at = out.size();
    return out + fmt::format("xref\n0 6\n{}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{}\n"
                             "%%EOF\n",
                             table, at);
}

/// Who may answer in which case.
struct correspondent {
    std::string code;
    std::string name;
    std::string email;
};

/// The applicant of the newest case of the office that waits for an answer, or at least takes one:
/// an answer counts as one from an address only that its case knows.
std::optional<correspondent> who_may_answer(const projections::snapshot& view,
                                            const events::vault& keys,
                                            const events::office_code& office) {
    using enum events::status;
    constexpr std::size_t looked_at = 20; // some came to the counter and have no address
    for (const auto status : {awaiting_reply, appointment_booked, in_examination, closed}) {
        for (const auto& row :
             projections::list_cases(view, office, status, {looked_at, {}}).rows) {
            const auto state = projections::find_case(view, row.id);
            if (!state) {
                continue;
            }
            for (const auto& box : state->persons) {
                const auto who = opened_object(keys, box);
                if (auto email = text_member(who, "email"); !email.empty()) {
                    return correspondent{row.code, text_member(who, "name"), std::move(email)};
                }
            }
        }
    }
    return std::nullopt;
}

struct morning {
    fs::path maildir;
    const engine::office& office;
    events::instant now;
    chance luck;
    std::uint64_t left = 0;

    [[nodiscard]] outgoing_message from(const invented_person& who, words said,
                                        std::chrono::minutes ago) {
        outgoing_message out;
        out.from_name = who.name;
        out.from_address = who.email;
        out.to_name = office.name;
        out.to_address = mailbox_of(office);
        out.subject = std::move(said.subject);
        out.text = std::move(said.text);
        out.date = std::chrono::floor<std::chrono::seconds>(now - ago);
        out.message_id =
            message_id_of(fmt::format("waiting:{}:{}:{}", office.key.str(), who.email, ago.count()),
                          "mail.example.vn");
        return out;
    }

    void leave(const outgoing_message& mail) {
        const auto raw = compose_message(mail);
        if (!raw) {
            throw std::logic_error("an invented mail cannot be composed: " + raw.error().detail);
        }
        constexpr mode_t owner_only = 0600;
        const auto second =
            std::chrono::duration_cast<std::chrono::seconds>(mail.date.time_since_epoch()).count();
        events::write_new_file(maildir / "new" / fmt::format("{}.M{}.example", second, ++left),
                               *raw, owner_only, events::file_syncing::later);
    }
};

} // namespace

std::uint64_t leave_mails(const fs::path& maildir, const engine::office& office,
                          const projections::snapshot& view, const events::vault& keys,
                          events::instant now, std::uint64_t seed) {
    for (const auto* part : {"new", "cur", "tmp"}) {
        fs::create_directories(maildir / part);
    }
    morning m{maildir, office, now, chance{seed, 0x6d61696c}};
    const auto person = [&] { return invent_person(m.luck, office); };

    const auto first = person();
    auto whole = m.from(first, request_words(m.luck, first, office, "enf_request", true),
                        hours{17} + minutes{20});
    whole.files = {{"don-yeu-cau-thi-hanh-an.pdf", "application/pdf", small_pdf("Don yeu cau")},
                   {"ban-an.pdf", "application/pdf", small_pdf("Ban an")}};
    m.leave(whole);

    const auto second = person();
    m.leave(m.from(second, request_words(m.luck, second, office, "enf_request", false),
                   hours{13} + minutes{5}));

    const auto third = person();
    m.leave(m.from(third, request_words(m.luck, third, office, "complaint", true),
                   hours{2} + minutes{41}));

    auto fourth = person();
    const auto asked = who_may_answer(view, keys, office.key);
    if (asked) {
        fourth.name = asked->name;
        fourth.email = asked->email;
    }
    auto answer = m.from(fourth, answer_words(m.luck, fourth), hours{1} + minutes{32});
    if (asked) {
        answer.subject = fmt::format("Re: [{}] Hướng dẫn bổ sung hồ sơ", asked->code);
    }
    answer.files = {{"ban-an-bo-sung.pdf", "application/pdf", small_pdf("Ban an bo sung")}};
    m.leave(answer);

    whole.message_id = message_id_of("again:" + whole.message_id, "mail.example.vn");
    m.leave(whole);

    auto automatic = m.from(person(), automatic_words(), minutes{26});
    automatic.origin = mail_origin::automatic;
    m.leave(automatic);
    return m.left;
}

} // namespace connectors::seeding
