"""What must hold after faults, of what clients heard, of the log and of the nodes."""

import dataclasses
import itertools
import time


def linearizable(told, seen=()):
    """Violations of: per case, there is an order of all acknowledged steps, and a place in it for
    each read, in which each step makes the next version, a read shows the newest, and whatever was
    answered before another was asked stands before it.

    A case is a register whose every write gets the next version, so the versions name the only
    order there can be: the step that made a version, then the reads that saw it, then the next
    step. It remains to hold that order against the clock, and to see that no version has two
    steps. Steps that were told as repeated are steps: their interval begins with the first try.

    Reads are held against steps and not against each other: `min_position` says which steps a read
    must show, and a node may show one more that nobody has been told of yet (see went_back()).
    """
    out = []
    by_case = {}
    for one in told:
        by_case.setdefault(one.case, []).append((one.version, "a step", one))
    for one in seen:
        by_case.setdefault(one.case, []).append((one.version, "what was seen", one))
    for case, all_of_it in by_case.items():
        all_of_it.sort(key=lambda entry: entry[:2])  # `a step` before `what was seen`
        latest_step = latest_read = float("-inf")  # when they were asked, of all that stand before
        for (version, what), those in itertools.groupby(all_of_it, key=lambda entry: entry[:2]):
            those = [one for _, _, one in those]
            is_step = what == "a step"
            if is_step and len({one.command for one in those}) > 1:
                out.append(f"case {case}: two winners of version {version}")
            must_follow = max(latest_step, latest_read) if is_step else latest_step
            for one in those:
                if one.told_at < must_follow:
                    out.append(f"case {case}: {what} of version {version} was answered before "
                               "what stands before it was asked for")
            latest = max(one.asked_at for one in those)
            if is_step:
                latest_step = max(latest_step, latest)
            else:
                latest_read = max(latest_read, latest)
    return out


def went_back(seen):
    """How many reads showed less than one that had been answered before they were asked."""
    out = 0
    by_case = {}
    for one in seen:
        by_case.setdefault(one.case, []).append(one)
    for reads in by_case.values():
        answered = sorted(reads, key=lambda one: one.told_at)
        newest = at = 0
        for one in sorted(reads, key=lambda one: one.asked_at):
            while at < len(answered) and answered[at].told_at < one.asked_at:
                newest = max(newest, answered[at].version)
                at += 1
            out += one.version < newest
    return out


def stale(seen):
    """How many reads that were promised a version showed an older one."""
    return sum(one.promised and one.version < one.acknowledged for one in seen)


def longest_silence(told, since):
    """The longest time from then on in which nothing was acknowledged, up to the last answer."""
    out = 0
    for one in sorted(one.told_at for one in told if one.told_at >= since):
        out = max(out, one - since)
        since = one
    return out


def late_takeovers(seconds, allowed):
    """Where the duties of a dead node were another's too late, by the round."""
    return [f"round {round_}: the duties of a dead node were taken over after {one:.1f} s, "
            f"{allowed} are allowed" for round_, one in enumerate(seconds, 1) if one > allowed]


@dataclasses.dataclass
class Counts:
    lost: int = 0  # acknowledged, and it does not count
    doubled: int = 0  # further decisions of a command that had one
    elsewhere: int = 0  # acknowledged with another place or version than its own
    no_but_counting: int = 0  # told no, and it counts
    never_there: int = 0  # seen, and the case has no such version

    def violations(self):
        names = {"lost": "acknowledged steps are lost",
                 "doubled": "commands were decided twice",
                 "elsewhere": "steps were acknowledged with another place or version",
                 "no_but_counting": "steps count whose command was told no",
                 "never_there": "reads showed a version that does not exist"}
        return [f"{count} {names[name]}" for name, count in dataclasses.asdict(self).items()
                if count]


def against_the_log(told, refused, seen, verdicts, by_links):
    """Holds what clients heard against what an independent reader finds.

    `verdicts` is the whole rule. `by_links` is the rule but for its words on commands: whoever
    decides knows all that its `prev` follows, so a command that stands twice in a chain of events
    was decided twice, which readers by the whole rule would never show.
    """
    out = Counts()
    for one in told:
        found = [place for place in verdicts.counting.get(one.command, []) if place[2] == one.case]
        if not found:
            out.lost += 1
            continue
        partition, offset, _, version = found[0]
        if f"{partition}:{offset}" != one.position or version != one.version:
            out.elsewhere += 1
    for places in by_links.counting.values():
        out.doubled += len(places) - 1
    out.no_but_counting = sum(one.command in verdicts.counting or one.command in by_links.counting
                              for one in refused)
    out.never_there = sum(one.version > verdicts.versions.get(one.case, 0) for one in seen)
    return out


def other_counts(who, says, names, verdicts):
    """Where somebody counts other records than an independent reader does; `names` gives what
    they call what the reader counts."""
    ours = verdicts.totals()
    return [f"{who} counts {says.get(theirs)} {theirs}, an independent reader {ours[name]}"
            for name, theirs in names.items() if says.get(theirs) != ours[name]]


def settled(nodes, token, ends, patience=240):
    """Waits until every node has folded up to these ends; the nodes that do not."""
    late = []
    for node in nodes:
        give_up = time.monotonic() + patience
        while True:
            told = node.status(token)
            folded = [one["folded"] for one in told.get("partitions", [])]
            if folded and all(have >= want for have, want in zip(folded, ends)):
                break
            if time.monotonic() > give_up:
                late.append(node.name)
                break
            time.sleep(0.1)
    return late
