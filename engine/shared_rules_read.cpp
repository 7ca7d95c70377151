#include "engine/deadline_rule_read.hpp"
#include "engine/ground_read.hpp"
#include "engine/rules/check.hpp"
#include "engine/transition_read.hpp"

namespace engine {

shared_rules read_shared_rules(std::string_view json_text, std::string_view file) {
    const auto json = parse_rules_json(json_text, file);
    const json_cursor root{json, std::string(file)};
    root.only({"$schema", "grounds", "outcomes", "deadlines", "transitions", "gaps"});
    shared_rules read;
    read.grounds = read_grounds(root);
    read.deadlines = read_deadlines(root, codes_of(read.grounds));
    read.outcomes = read_outcomes(root, read.grounds);
    read.transitions = read_transitions(root);
    take_over(root, read.transitions, read.grounds, read.deadlines);
    read.gaps = read_gaps(root);
    return read;
}

} // namespace engine
