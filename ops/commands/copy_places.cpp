#include "ops/commands/copy_places.hpp"

#include "events/s3_documents.hpp"
#include "ops/cli/usage_error.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace ops {
namespace {

/// A log in a file by itself has no vault, so that no key can be meant.
void refuse_file(invocation& on, const connectors::log_place& place) {
    if (place.is_kafka() || place.folder()) {
        return;
    }
    const auto said = on.out().in(
        "--key nêu khóa cài đặt, nhưng {} không phải thư mục dữ liệu nên không có kho khóa",
        "--key names the installation's key, but {} is no data folder and so has no vault");
    throw usage_error(fmt::format(fmt::runtime(said), place.where),
                      std::string{on.out().in("tạo thư mục đó trước, hoặc dùng --without-keys",
                                              "make that folder first, or say --without-keys")});
}

/// A folder, or a bucket with the keys of the configuration.
std::unique_ptr<events::document_store> open_documents(const invocation& on,
                                                       const std::string& where) {
    if (where.starts_with("http://") || where.starts_with("https://")) {
        const auto& how = on.how();
        return events::open_s3_documents({.url = where,
                                          .region = how.text("documents.region"),
                                          .access_key = how.text("documents.access_key"),
                                          .secret_key = how.text("documents.secret_key")});
    }
    return events::open_document_folder(where);
}

/// Where the documents of a log lie unless somebody says: in its folder, else where the
/// configuration says that a node keeps them. Empty: nowhere.
std::string documents_of(const invocation& on, const connectors::log_place& at, bool must_exist) {
    if (const auto folder = at.folder()) {
        auto own = *folder / "documents";
        if (!must_exist || std::filesystem::exists(own)) {
            return own.string();
        }
    }
    return at.folder() || at.is_kafka() ? on.how().text("documents.place") : std::string{};
}

/// Each cluster has its own way in; what is not said is the configuration's.
connectors::log_place named_place(invocation& on, const arguments& given, const char* log,
                                  const char* properties) {
    auto out = place_of(on, given.text(log));
    if (!given.has(properties)) {
        return out;
    }
    if (!out.is_kafka()) {
        const auto said = on.out().in("--{} nêu cách kết nối Kafka, nhưng {} không ở trong Kafka",
                                      "--{} says how to speak to Kafka, but {} is not in Kafka");
        throw usage_error(fmt::format(fmt::runtime(said), properties, out.where),
                          std::string{on.out().in("bỏ tùy chọn đó, hoặc nêu kafka://MÁY:CỔNG",
                                                  "leave it out, or name kafka://HOST:PORT")});
    }
    out.properties = given.text(properties);
    return out;
}

} // namespace

connectors::log_place place_of(const invocation& on, const std::string& where) {
    return {where, on.how().text("log.properties"), on.how().is_on("log.unsafe")};
}

connectors::log_place existing_place_of(const invocation& on, const std::string& where) {
    auto out = place_of(on, where);
    if (!out.is_kafka()) {
        const std::filesystem::path named{where};
        const auto log = std::filesystem::is_directory(named) ? named / "log.db" : named;
        if (!std::filesystem::exists(log)) {
            throw not_found_error("there is no log at " + log.string());
        }
    }
    return out;
}

copy_places copy_places_of(invocation& on, const arguments& given) {
    copy_places out{named_place(on, given, "FROM", "properties-from"),
                    named_place(on, given, "TO", "properties-to")};
    static_cast<void>(existing_place_of(on, out.from.where));
    if (given.has("key")) { // before a file is made that would look like a whole backup
        refuse_file(on, out.from);
        refuse_file(on, out.to);
    }
    return out;
}

connectors::two_vaults vaults_of(invocation& on, const arguments& given, const copy_places& at) {
    if (given.has("without-keys")) {
        return {};
    }
    connectors::vault_keys keys;
    keys.named = given.has("key") ? given.text("key") : std::string{};
    auto out = connectors::open_vaults(at.from, at.to, keys);
    if (out.from == nullptr || out.to == nullptr) {
        on.out().warn(on.out().in(
            "chỉ chép sự kiện: một tệp nhật ký không có kho khóa, dữ liệu cá nhân vẫn bị niêm "
            "phong",
            "only the events are copied: a log in a file by itself has no vault, personal data "
            "stays sealed"));
        return {};
    }
    return out;
}

two_stores stores_of(invocation& on, const arguments& given, const copy_places& at) {
    if (given.has("without-documents")) {
        return {};
    }
    const auto named = [&](const std::string& option, const connectors::log_place& log,
                           bool must_exist) {
        return given.has(option) ? given.text(option) : documents_of(on, log, must_exist);
    };
    const auto from = named("documents-from", at.from, true);
    const auto to = named("documents-to", at.to, false);
    if (from == to) {
        return {};
    }
    if (from.empty() || to.empty()) {
        on.out().warn(
            on.out().in("không chép tài liệu: hãy nêu nơi lưu bằng --documents-from và "
                        "--documents-to, hoặc --without-documents",
                        "no documents are copied: say where they lie with --documents-from and "
                        "--documents-to, or --without-documents"));
        return {};
    }
    return {open_documents(on, from), open_documents(on, to)};
}

connectors::outgoing_progress_place mail_progress_of(const connectors::log_place& at,
                                                     events::vault* vault) {
    connectors::outgoing_progress_place out;
    if (const auto folder = at.folder()) {
        out.outbox = *folder / "outbox";
    } else if (at.is_kafka()) {
        out.shared = vault;
    }
    return out;
}

} // namespace ops
