#include "connectors/application.hpp"
#include "connectors/scratch_folder.hpp"
#include "events/fault.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/config/settings.hpp"
#include "ops/session/contacts.hpp"
#include "ops/session/session.hpp"

#include <unistd.h>

namespace ops {
namespace {

/// The officer that init makes, and who asks when nobody is named.
constexpr const char* default_officer = "operator";

class folder_session : public session {
public:
    folder_session(connectors::application_options options, const settings& how, std::string as)
        : application_(std::move(options)), as_(std::move(as)),
          acting_as_(how.text("client.acting_as")), language_(how.text("output.language")) {}

    connectors::http_response send(const question& asked) override {
        connectors::http_request request;
        request.method = asked.method;
        request.path = asked.path;
        request.query = asked.query;
        request.headers = asked.headers;
        request.headers.add("Accept-Language", language_);
        if (!acting_as_.empty()) {
            request.headers.add("Acting-As", acting_as_);
        }
        if (!asked.body.empty()) {
            request.headers.add("Content-Type", asked.content_type);
        }
        request.body = asked.body;
        return application_.call(std::move(request), as_);
    }
    connectors::application* folder() override { return &application_; }
    std::string place() const override { return application_.data().string(); }

private:
    connectors::application application_;
    std::string as_;
    std::string acting_as_;
    std::string language_;
};

} // namespace

std::optional<connectors::log_place> log_place_of(const settings& how) {
    const auto& where = how.text("log.place");
    if (where.empty()) {
        return std::nullopt;
    }
    return connectors::log_place{where, how.text("log.properties"), how.is_on("log.unsafe")};
}

std::optional<events::s3_place> documents_place_of(const settings& how) {
    const auto& where = how.text("documents.place");
    if (where.empty()) {
        return std::nullopt;
    }
    return events::s3_place{where, how.text("documents.region"), how.text("documents.access_key"),
                            how.text("documents.secret_key")};
}

namespace {

connectors::application_options options_of(const settings& how) {
    connectors::application_options out;
    out.data = how.text("data.folder");
    out.log = log_place_of(how);
    out.documents = documents_place_of(how);
    out.duties = false; // a command does what it was told, and nothing beside
    out.contacts = contacts_of(how);
    out.holder = "motcua, process " + std::to_string(::getpid());
    return out;
}

/// The law alone: a new folder for the time of one command.
class law_session : public session {
public:
    explicit law_session(const settings& how) {
        connectors::initialise(data_.path(), 1);
        auto options = options_of(how);
        options.data = data_.path();
        options.log.reset(); // the law needs nobody's log
        options.documents.reset();
        within_ =
            std::make_unique<folder_session>(std::move(options), how, connectors::duty_officer);
    }
    connectors::http_response send(const question& asked) override { return within_->send(asked); }
    std::string place() const override { return "the rules of this motcua"; }

private:
    connectors::scratch_folder data_;
    std::unique_ptr<folder_session> within_;
};

} // namespace

std::string asker_of(const settings& how) {
    const auto& as = how.text("client.as");
    return as.empty() ? default_officer : as;
}

std::unique_ptr<session> open_folder(const settings& how, const std::string& now) {
    auto out = std::make_unique<folder_session>(options_of(how), how, asker_of(how));
    if (!now.empty()) {
        const auto at = events::instant_from_text(now);
        if (!at) {
            throw usage_error("--now must be an RFC 3339 time, not " + now,
                              "for example 2017-06-01T09:00:00+07:00");
        }
        out->folder()->time().set(*at);
    }
    return out;
}

std::unique_ptr<session> open_law(const settings& how) {
    return std::make_unique<law_session>(how);
}

} // namespace ops
