"""What must hold after faults, of what clients heard, of the log and of the nodes."""

import time


def linearizable(heard):
    """Violations of: per case, every acknowledged step has a version of its own, and one that was
    answered before another was asked for has the smaller one.

    A case is a register whose every write gets the next version, so these two conditions are all
    that linearizability asks of the history of its writes.
    """
    out = []
    by_case = {}
    for one in heard:
        if not one.repeated:  # a repeated answer tells of an earlier effect
            by_case.setdefault(one.case, []).append(one)
    for case, steps in by_case.items():
        steps.sort(key=lambda one: one.version)
        for before, after in zip(steps, steps[1:]):
            if before.version == after.version:
                out.append(f"case {case}: two winners of version {after.version}")
        newest_ask = float("-inf")
        for one in steps:  # nobody may have been asked after a later version was answered
            newest_ask = max(newest_ask, one.asked_at)
            if one.told_at < newest_ask:
                out.append(f"case {case}: version {one.version} was answered before an earlier "
                           "version was asked for")
    return out


def against_the_log(heard, verdicts):
    """How many acknowledged steps are lost, counted twice, or lie elsewhere than was said."""
    lost = doubled = elsewhere = 0
    for one in heard:
        found = [place for place in verdicts.counting.get(one.command, []) if place[2] == one.case]
        if not found:
            lost += 1
        elif not one.repeated:
            partition, offset, _, version = found[0]
            if f"{partition}:{offset}" != one.position or version != one.version:
                elsewhere += 1
    for places in verdicts.counting.values():
        doubled += len(places) - 1
    return lost, doubled, elsewhere


def settled(nodes, token, ends, patience=60):
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
