#include "connectors/http/exchange.hpp"

#include <exception>
#include <utility>

namespace connectors {

exchange::exchange(std::shared_ptr<completions> to, std::uint64_t connection, std::uint64_t number,
                   language preferred)
    : to_(std::move(to)), connection_(connection), number_(number),
      thread_(std::this_thread::get_id()) {
    language_ = preferred;
}

exchange::~exchange() {
    if (!answered_) {
        to_->put({connection_, number_, handler_failed{"the responder was dropped unanswered"}});
    }
}

void exchange::serve(const std::shared_ptr<exchange>& self, const handler& with,
                     request_context context, exchange_outcome* at_once) {
    if (at_once != nullptr) {
        self->at_once_ = at_once;
    }
    try {
        with(std::move(context), responder{self});
    } catch (const std::exception& fault) {
        self->failed(fault.what());
    } catch (...) {
        self->failed("an exception of unknown type");
    }
    if (at_once != nullptr) {
        self->at_once_ = nullptr;
    }
}

void exchange::answered_twice() { to_->put({connection_, number_, handler_answered_twice{}}); }

void exchange::failed(std::string text) {
    if (answered_.exchange(true)) {
        to_->put({connection_, number_, handler_failed{std::move(text), false}});
    } else {
        tell(handler_failed{std::move(text)});
    }
}

void exchange::deliver_stream(std::shared_ptr<stream_buffer> stream) {
    if (!tell(stream)) {
        stream->close();
    }
}

bool exchange::tell(exchange_outcome outcome) {
    if (std::this_thread::get_id() == thread_ && at_once_ != nullptr) {
        *at_once_ = std::move(outcome);
        return true;
    }
    return to_->put({connection_, number_, std::move(outcome)});
}

void drop(completion& news) {
    if (const auto* stream = std::get_if<std::shared_ptr<stream_buffer>>(&news.outcome)) {
        (*stream)->close();
    }
}

} // namespace connectors
