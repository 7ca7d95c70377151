#include "ops/cli/completion.hpp"

#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <ostream>

namespace ops {
namespace {

int completion(invocation& on, const arguments& given) {
    const auto& shell = given.text("SHELL");
    on.out().data() << (shell == "bash"  ? bash_completion(on.all())
                        : shell == "zsh" ? zsh_completion(on.all())
                                         : fish_completion(on.all()));
    return done;
}

} // namespace

noun completion_noun() {
    return {"completion",
            "Completion of commands for a shell",
            {{"",
              "Print a script that completes motcua's commands in your shell",
              {"source <(motcua completion bash)",
               "motcua completion fish >~/.config/fish/completions/motcua.fish"},
              {one_of({"bash", "zsh", "fish"}, word("SHELL", "Which shell"))},
              completion}}};
}

} // namespace ops
