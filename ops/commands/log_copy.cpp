#include "ops/commands/log_copy.hpp"

#include "connectors/duties/erasures.hpp"
#include "connectors/log_copy_place.hpp"
#include "engine/verify.hpp"
#include "events/document_copy.hpp"
#include "events/log_copy.hpp"
#include "events/vault_copy.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/copy_places.hpp"
#include "ops/output/progress.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace ops {
namespace {

const std::vector<column> copied_lines{
    {"Đã chép", "Copied now", "/copied"},
    {"Tổng số bản ghi", "Records", "/records"},
    {"SHA-256 của từng phân vùng", "SHA-256 of each partition", "/partitions", shape::list},
    {"Bản ghi không chép (không thuộc đơn vị nào)", "Records left behind, of no office",
     "/left_behind"},
    {"Bản ghi nguồn có thêm trong lúc chép", "Records added to the source meanwhile",
     "/added_meanwhile"},
    {"Hồ sơ", "Cases", "/cases"},
    {"Đầu chuỗi của nguồn", "Heads of the source", "/heads_from"},
    {"Đầu chuỗi của đích", "Heads of the target", "/heads_to"},
    {"Người có khóa dữ liệu", "Persons with a key", "/persons"},
    {"Khóa đã chép", "Keys copied now", "/keys_copied"},
    {"Người đã xóa ở đích", "Persons erased in the target now", "/persons_erased"},
    {"Tài khoản, tiến độ đã chép", "Accounts and progress copied now", "/secrets_copied"},
    {"Tài liệu được nêu tên", "Documents named", "/documents"},
    {"Tài liệu đã chép", "Documents copied now", "/documents_copied"},
    {"Dung lượng đã chép (byte)", "Bytes of documents copied now", "/document_bytes"},
    {"Tài liệu không tìm thấy", "Documents that are missing", "/documents_missing", shape::list},
    {"Tài liệu bị hỏng ở nguồn", "Documents damaged at the source", "/documents_damaged",
     shape::list},
    {"Thư đã gửi đến vị trí", "Mail was sent up to", "/mail_passed", shape::list},
};

class copying {
public:
    copying(invocation& on, const arguments& given)
        : on_(on), at_(copy_places_of(on, given)), from_(connectors::open_to_copy(at_.from)),
          made_with_(given.has("made-with")
                         ? static_cast<std::uint32_t>(given.number("made-with", 0, 1, 1024))
                         : connectors::partitions_made_with(at_.from, *from_)),
          to_(connectors::open_to_write(at_.to, made_with_)), vaults_(vaults_of(on, given, at_)),
          stores_(stores_of(on, given, at_)) {
        if (stores_.to != nullptr) {
            documents_.emplace(*from_, *stores_.from, *stores_.to);
        }
    }

    /// What the events rest on goes before them, and once more for those that came meanwhile. How
    /// far mail was sent is looked up first, so that it never lies beyond the copied events.
    void all() {
        const auto sent = connectors::outgoing_progress_at(
            mail_progress_of(at_.from, vaults_.from.get()), from_->partitions());
        const auto sent_before = mail_passed_there();
        copy_keys();
        copy_documents();
        progress_line progress(on_.out(), "copy");
        events_ = events::copy_log(
            *from_, *to_, events::labels_of_events(),
            [&](std::uint64_t passed, std::uint64_t all) { progress.tell(passed, all); },
            made_with_);
        progress.end();
        copy_keys();
        copy_documents();
        mail_passed_ = events::passed_in_copy(*from_, to_->partitions(), events::labels_of_events(),
                                              sent, made_with_);
        static_cast<void>(connectors::raise_outgoing_progress(
            mail_progress_of(at_.to, vaults_.to.get()), mail_passed_));
        take_back_other_places(sent_before);
    }

    int told() {
        const auto source = engine::verify_until(*from_, events_.ends);
        const auto target = engine::verify(*to_);
        on_.out().one(as_json(source, target), copied_lines);
        const bool equal = were_added()
                               ? target.holds()
                               : source.heads == target.heads && source.counting == target.counting;
        on_.out().say(in_words(equal));
        if (added_meanwhile() > 0) {
            on_.out().warn(on_.out().in(
                "nguồn có thêm bản ghi trong lúc chép: dừng các nút của nguồn rồi chép lần nữa",
                "records were added to the source meanwhile: stop its nodes, and copy once more"));
        }
        const auto papers = documents_ ? documents_->report() : events::document_copy_report{};
        const bool whole = papers.missing.empty() && papers.damaged.empty();
        if (!whole) {
            on_.out().warn(on_.out().in(
                "có tài liệu không nơi nào còn nguyên: khôi phục vào nơi lưu của nguồn rồi chép "
                "lại",
                "documents are whole at neither end: restore them at the source, and copy again"));
        }
        if (!equal || !whole) {
            return verification_failed;
        }
        return added_meanwhile() > 0 ? degraded : done; // whoever goes over now would lose them
    }

private:
    [[nodiscard]] std::vector<events::offset> mail_passed_there() const {
        return connectors::outgoing_progress_at(mail_progress_of(at_.to, vaults_.to.get()),
                                                to_->partitions());
    }

    /// Keys come before what was sealed with them; those made or destroyed while the events were
    /// copied, after.
    void copy_keys() {
        if (vaults_.to == nullptr) {
            return;
        }
        const auto now = events::copy_vault(*vaults_.from, *vaults_.to);
        keys_.persons = now.persons;
        keys_.keys_copied += now.keys_copied;
        keys_.erased += now.erased;
        keys_.secrets_copied += now.secrets_copied;
        keys_.secrets_kept = now.secrets_kept;
        // How far erasures were carried out was copied, too, by the source's offsets. A topic may
        // have offsets that are nobody's, and the copy has none.
        if (from_->partitions() != to_->partitions() || at_.from.is_kafka()) {
            connectors::erasures::begin_again(*vaults_.to);
        }
    }

    /// Among the secrets that were copied is how far mail was sent by the source's offsets, which
    /// may be others than the copy's; beyond the copy's, letters would never be sent.
    void take_back_other_places(const std::vector<events::offset>& sent_before) {
        if (vaults_.to == nullptr || !at_.to.is_kafka()) {
            return;
        }
        const auto noted = mail_passed_there();
        for (std::uint32_t p = 0; p < noted.size(); ++p) {
            if (const auto right = std::max(sent_before[p], mail_passed_[p]); noted[p] > right) {
                connectors::keep_outgoing_progress(*vaults_.to, events::partition_id{p}, right);
            }
        }
    }

    /// To a source whose nodes run: what was copied is compared with what it had until then.
    [[nodiscard]] std::uint64_t added_meanwhile() const {
        std::uint64_t out = 0;
        for (std::uint32_t p = 0; p < from_->partitions(); ++p) {
            out += from_->end({p}) - events_.ends.at(p);
        }
        return out;
    }

    /// Partitions, after the source was made: what counts in it can only be told from the copy.
    [[nodiscard]] bool were_added() const { return made_with_ != from_->partitions(); }

    [[nodiscard]] std::string_view in_words(bool equal) const {
        auto& out = on_.out();
        if (were_added()) {
            return equal
                       ? out.in("Nguồn đã bị thêm phân vùng; mọi sự kiện của nó nối liền nhau "
                                "trong bản sao.",
                                "Partitions were added to the source; all its events follow each "
                                "other in the copy.")
                       : out.in("Nguồn đã bị thêm phân vùng; có sự kiện không nối tiếp được trong "
                                "bản sao: chạy `motcua verify`.",
                                "Partitions were added to the source; some of its events follow "
                                "nothing in the copy: run `motcua verify` on it.");
        }
        return equal ? out.in("Hai nhật ký như nhau.", "The two logs are equal.")
                     : out.in("Hai nhật ký khác nhau.", "The two logs differ.");
    }

    void copy_documents() {
        if (!documents_) {
            return;
        }
        progress_line progress(on_.out(), "documents");
        documents_->go_on(
            [&](std::uint64_t passed, std::uint64_t all) { progress.tell(passed, all); });
        progress.end();
    }

    [[nodiscard]] static json in_hex(const std::vector<events::digest>& names) {
        auto out = json::array();
        for (const auto& one : names) {
            out.push_back(events::hex(one));
        }
        return out;
    }

    [[nodiscard]] json as_json(const engine::verify_report& source,
                               const engine::verify_report& target) const {
        json out{{"copied", events_.copied},
                 {"records", target.records},
                 {"left_behind", events_.left_behind},
                 {"added_meanwhile", added_meanwhile()},
                 {"partitions", json::array()},
                 {"cases", target.cases},
                 {"heads_from", events::hex(source.heads)},
                 {"heads_to", events::hex(target.heads)},
                 {"persons", keys_.persons},
                 {"keys_copied", keys_.keys_copied},
                 {"persons_erased", keys_.erased},
                 {"secrets_copied", keys_.secrets_copied},
                 {"secrets_kept", keys_.secrets_kept}};
        for (const auto& one : events_.partitions) {
            out["partitions"].push_back(events::hex(one.of));
        }
        const auto papers = documents_ ? documents_->report() : events::document_copy_report{};
        out["documents"] = papers.named;
        out["documents_copied"] = papers.copied;
        out["document_bytes"] = papers.bytes;
        out["documents_missing"] = in_hex(papers.missing);
        out["documents_damaged"] = in_hex(papers.damaged);
        out["mail_passed"] = mail_passed_;
        return out;
    }

    invocation& on_;
    copy_places at_;
    std::unique_ptr<events::log> from_;
    std::uint32_t made_with_ = 0;
    std::unique_ptr<events::log> to_;
    connectors::two_vaults vaults_;
    two_stores stores_;
    std::optional<events::document_copy> documents_;
    events::vault_copy_report keys_;
    events::copy_report events_;
    std::vector<events::offset> mail_passed_;
};

} // namespace

int copy_log(invocation& on, const arguments& given) {
    copying work(on, given);
    work.all();
    return work.told();
}

} // namespace ops
