#include "connectors/api/register_corrections.hpp"

#include "connectors/api/step_view.hpp"
#include "connectors/books/book.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

/// What a person's box says in the two columns of the register.
struct named {
    std::string name;
    std::string reach;
    bool operator==(const named&) const = default;
};

std::optional<named> opened_names(const call& of, const events::sealed_box& box) {
    const auto plain = events::open(of.on.vault, box);
    const auto data = json::parse(plain.value_or(""), nullptr, false);
    if (!data.is_object()) {
        return std::nullopt;
    }
    const auto member = [&](const char* name) {
        const auto found = data.find(name);
        return found != data.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string{};
    };
    const auto address = member("address");
    const auto phone = member("phone");
    return named{member("name"), address + (address.empty() || phone.empty() ? "" : "; ") + phone};
}

class line_corrections {
public:
    line_corrections(const call& of, const events::sealed_box* applicant,
                     std::optional<std::uint64_t> entered_by)
        : of_(of), applicant_(applicant), entered_by_(entered_by) {}

    void pass(const events::event& what) {
        entered_ = entered_ || (entered_by_ && what.about.sequence > *entered_by_);
        if (applicant_ != nullptr) {
            for (const auto& box : what.common.sealed) {
                if (box.part == applicant_->part && box.person == applicant_->person) {
                    person(box, what.about.time);
                }
            }
        }
        if (const auto* accepted = std::get_if<events::dossier_accepted>(&what.detail)) {
            promised_ = accepted->promised_at;
        } else if (const auto* sorry = std::get_if<events::apology_issued>(&what.detail)) {
            if (promised_ && (entered_ || !entered_by_)) {
                (void)replace(out_.promised, day_text(promised_), "Ngày hẹn trả kết quả",
                              what.about.time);
            }
            promised_ = sorry->promised_at;
        }
        entered_ = entered_ || takes_number(what);
    }

    [[nodiscard]] register_corrections take() {
        for (auto* text : {&out_.note, &out_.person_note}) {
            if (!text->empty()) {
                text->pop_back(); // the blank behind the last sentence
            }
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] bool takes_number(const events::event& what) const {
        return !entered_by_ && std::ranges::any_of(what.common.numbers, [](const auto& claim) {
            return claim.counter.starts_with("register/");
        });
    }

    void person(const events::sealed_box& box, events::instant at) {
        const auto now = opened_names(of_, box);
        if (!now) {
            return;
        }
        if (entered_ && known_ && !(*known_ == *now)) {
            if (known_->name != now->name) {
                out_.person_note +=
                    replace(out_.applicant, known_->name, "Tên cá nhân, tổ chức", at);
            }
            if (known_->reach != now->reach) {
                out_.person_note +=
                    replace(out_.reach, known_->reach, "Địa chỉ, số điện thoại", at);
            }
        }
        known_ = now;
    }

    /// What it added to the note.
    std::string replace(std::string& cell, const std::string& old, std::string_view column,
                        events::instant at) {
        if (old.empty()) {
            return {};
        }
        cell += (cell.empty() ? "" : " ") + old;
        auto said = std::string{column} + ": đã sửa đổi, bổ sung ngày " + day_text(at) + ". ";
        out_.note += said;
        return said;
    }

    const call& of_;
    const events::sealed_box* applicant_;
    std::optional<std::uint64_t> entered_by_;
    bool entered_ = false;
    std::optional<named> known_;
    std::optional<events::instant> promised_;
    register_corrections out_;
};

/// Only these are read from the log: those that give a person's data, enter the line, or promise a
/// day. The others of a case, most of them, can correct nothing.
bool may_correct(const projections::timeline_entry& entry) {
    return entry.seals_person || entry.type == events::dossier_accepted::name ||
           entry.type == events::solved_at_once::name || entry.type == events::apology_issued::name;
}

} // namespace

register_corrections corrections_of(call& of, const events::case_id& subject,
                                    const events::sealed_box* person,
                                    std::optional<std::uint64_t> entered_by) {
    line_corrections out{of, person, entered_by};
    for (const auto& entry : whole_timeline(of.view(), subject)) {
        if (may_correct(entry)) {
            out.pass(projections::event_at(of.on.log, entry.place));
        }
    }
    return out.take();
}

} // namespace connectors::api
