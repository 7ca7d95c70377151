#include "connectors/http/router.hpp"

#include "connectors/http/address.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <stdexcept>

namespace connectors {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::size_t method_count = 7;
constexpr std::array<http_method, method_count> all_methods{
    http_method::get,   http_method::head,    http_method::post,   http_method::put,
    http_method::patch, http_method::delete_, http_method::options};

std::size_t index_of(http_method method) { return static_cast<std::size_t>(method); }

using segments = std::span<const std::string>;

std::vector<std::string_view> cut(std::string_view pattern) {
    std::vector<std::string_view> out;
    while (pattern.starts_with('/')) {
        pattern.remove_prefix(1);
        out.push_back(pattern.substr(0, pattern.find('/')));
        pattern.remove_prefix(out.back().size());
    }
    return out;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.starts_with('{') && segment.ends_with('}');
}

} // namespace

struct router::node {
    std::vector<std::pair<std::string, std::unique_ptr<node>>> literals;
    std::unique_ptr<node> parameter;
    std::unique_ptr<node> rest;
    std::array<std::size_t, method_count> routes{none, none, none, none, none, none, none};

    node& literal(std::string_view text) {
        for (auto& [name, child] : literals) {
            if (name == text) {
                return *child;
            }
        }
        literals.emplace_back(text, std::make_unique<node>());
        return *literals.back().second;
    }

    [[nodiscard]] bool served() const {
        return std::ranges::any_of(routes, [](std::size_t route) { return route != none; });
    }

    /// Fills `values` with what the parameters stand for.
    [[nodiscard]] const node* find(segments path, std::vector<std::string>& values) const {
        if (path.empty()) {
            return served() ? this : nullptr;
        }
        for (const auto& [name, child] : literals) {
            if (name == path.front()) {
                if (const node* found = child->find(path.subspan(1), values)) {
                    return found;
                }
            }
        }
        if (path.front().empty()) {
            return nullptr;
        }
        if (parameter) {
            values.push_back(path.front());
            if (const node* found = parameter->find(path.subspan(1), values)) {
                return found;
            }
            values.pop_back();
        }
        return rest ? take_rest(path, values) : nullptr;
    }

    /// A rest is meant for file names, so a separator inside a segment never gets through.
    [[nodiscard]] const node* take_rest(segments path, std::vector<std::string>& values) const {
        std::string joined;
        for (const std::string& segment : path) {
            if (segment.empty() || segment.find_first_of("/\\") != std::string::npos) {
                return nullptr;
            }
            joined.append(joined.empty() ? "" : "/").append(segment);
        }
        values.push_back(std::move(joined));
        return rest.get();
    }

    [[nodiscard]] std::string allow() const {
        std::string out;
        for (const http_method method : all_methods) {
            const bool head = method == http_method::head && routes[0] != none;
            if (head || method == http_method::options || routes[index_of(method)] != none) {
                out.append(out.empty() ? "" : ", ").append(to_text(method));
            }
        }
        return out;
    }
};

router::router() : root_(std::make_unique<node>()) {}
router::~router() = default;
router::router(router&&) noexcept = default;
router& router::operator=(router&&) noexcept = default;

void router::add(std::string_view line, handler serve, route_options options) {
    const std::size_t space = std::min(line.find(' '), line.size());
    const auto method = http_method_from_text(line.substr(0, space));
    const std::string_view pattern = line.substr(std::min(space + 1, line.size()));
    if (!method || !pattern.starts_with('/')) {
        throw std::logic_error("route is not \"METHOD /path\": " + std::string{line});
    }
    route added{*method, std::string{pattern}, std::move(serve), options, {}};
    std::size_t& entry = place(added).routes[index_of(*method)];
    if (entry != none) {
        throw std::logic_error("route is there twice: " + std::string{line});
    }
    entry = table_.size();
    table_.push_back(std::move(added));
}

router::node& router::place(route& added) const {
    node* at = root_.get();
    for (const std::string_view segment : cut(added.pattern)) {
        if (!is_parameter(segment)) {
            at = &at->literal(segment);
            continue;
        }
        std::string_view name = segment.substr(1, segment.size() - 2);
        const bool rest = name.ends_with("...");
        name.remove_suffix(rest ? 3 : 0);
        added.parameter_names.emplace_back(name);
        std::unique_ptr<node>& child = rest ? at->rest : at->parameter;
        if (!child) {
            child = std::make_unique<node>();
        }
        at = child.get();
    }
    return *at;
}

route_result router::find(http_method method, std::string_view path) const {
    if (path == "*" && method == http_method::options) {
        return options_of_address{"GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"};
    }
    const auto segments_of_path = split_path(path);
    if (!segments_of_path || segments_of_path->empty()) {
        return no_route{transport_problem::address_malformed, {}};
    }
    std::vector<std::string> values;
    const node* at = root_->find(*segments_of_path, values);
    if (at == nullptr) {
        return no_route{transport_problem::address_unknown, {}};
    }
    std::size_t index = at->routes[index_of(method)];
    if (index == none && method == http_method::head) {
        index = at->routes[index_of(http_method::get)];
    }
    if (index == none) {
        if (method == http_method::options) {
            return options_of_address{at->allow()};
        }
        return no_route{transport_problem::method_not_allowed, at->allow()};
    }
    route_match out{&table_[index], {}};
    for (std::size_t i = 0; i < values.size(); ++i) {
        out.parameters.emplace_back(out.found->parameter_names[i], std::move(values[i]));
    }
    return out;
}

} // namespace connectors
