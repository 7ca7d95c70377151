"""Faults on real brokers and real nodes, counted: see ops/faults."""

import argparse
import pathlib
import shutil
import signal
import sys
import tempfile
import time

import brokers
import checks
from clients import Crowd
from nodes import Installation
from the_rule import Verdicts, read_topic

PARTITIONS = 4
SESSION_SECONDS = 6  # of the group that divides the duties
ENOUGH = 500  # acknowledged before a fault and after it
HANGS = 120  # seconds without any acknowledgement, after a fault is over, in which a node must recover
TAKEOVER_SECONDS = 10  # in which the duties of a dead node must be another's (ops/kafka.md)


def wait_for_work(crowd, patience=600):
    goal = crowd.so_far() + ENOUGH
    give_up = time.monotonic() + patience
    while crowd.so_far() < goal:
        if time.monotonic() > give_up:
            raise RuntimeError(f"no work gets done any more: {crowd.refused}; "
                               f"{crowd.newest_problems()}; "
                               + "; ".join(f"{one.name}: {one.readiness()}" for one in crowd.nodes))
        time.sleep(0.05)


class Faults:
    """Each does one thing to the cluster and puts it right again."""

    def __init__(self, nodes, token, topic):
        self.nodes = nodes
        self.token = token
        self.topic = topic
        self.takeovers = []
        self.silences = []  # the longest after each fault in which nothing was acknowledged

    def node_kill(self, round_):
        node = self.nodes[round_ % 2]
        other = self.nodes[(round_ + 1) % 2]
        # One that was dead a round ago must have duties again: nothing is taken over from idlers.
        self.wait_for_duties("a node gets no duties", lambda: 0 < self.duties_of(node) < PARTITIONS
                             and self.duties_of(node) + self.duties_of(other) == PARTITIONS)
        node.kill()
        self.takeovers.append(self.wait_for_duties("the duties of a dead node are nobody's",
                                                   lambda: self.duties_of(other) == PARTITIONS))
        node.start()

    def duties_of(self, node):
        return len(node.status(self.token).get("duties", []))

    @staticmethod
    def wait_for_duties(otherwise, done):
        """How many seconds that took."""
        begun = time.monotonic()
        while not done():
            if time.monotonic() - begun > 120:
                raise RuntimeError(otherwise)
            time.sleep(0.1)
        return time.monotonic() - begun

    def leader_kill(self, round_):
        told = self.nodes[round_ % 2].status(self.token)["partitions"]
        loaded = [one["partition"] for one in told if one["end"] > 0]
        leader = brokers.leader_of(loaded[round_ % len(loaded)], self.topic)
        brokers.ops_kafka("kill", leader)
        time.sleep(3)
        brokers.ops_kafka("start", leader)

    def zombie(self, round_):
        node = self.nodes[round_ % 2]
        node.signal(signal.SIGSTOP)
        time.sleep(SESSION_SECONDS + 2)
        node.signal(signal.SIGCONT)

    def rolling(self, round_):
        for number in brokers.numbers():
            brokers.ops_kafka("restart", number)

    def outage(self, round_):
        for number in brokers.numbers():
            brokers.ops_kafka("kill", number)
        time.sleep(30)
        brokers.ops_kafka("up")

    def none(self, round_):
        time.sleep(2)


def session(of, nodes, name, rounds, token):
    faults = Faults(nodes, token, of.topic)
    crowd = Crowd(nodes, of.token)
    begun = time.monotonic()
    try:
        wait_for_work(crowd)
        for round_ in range(rounds):
            getattr(faults, name)(round_)
            over = time.monotonic()
            wait_for_work(crowd)
            faults.silences.append(checks.longest_silence(crowd.told, over))
    finally:
        crowd.stop()
    for node in nodes:
        if not node.is_running():
            raise RuntimeError(f"{node.name} has ended; read {node.folder}/stderr.jsonl")
    return crowd, faults, time.monotonic() - begun


class Findings:
    """What everybody says of the log once it has come to rest."""

    def __init__(self, of, nodes, token):
        for _ in range(20):  # the nodes' own duties may still append, and so may a late try
            ends = self.ends(nodes, token)
            self.verdicts = Verdicts(PARTITIONS)
            self.by_links = Verdicts(PARTITIONS, commands_count_once=False)
            read_topic(brokers.ADDRESS, of.topic, PARTITIONS, self.verdicts, self.by_links)
            self.verify = of.verify()
            self.late = checks.settled(nodes, token, ends)
            self.status = {node.name: node.status(token) for node in nodes}
            if self.ends(nodes, token) == ends:
                break
        else:
            raise RuntimeError("the log does not come to rest")
        self.digests = {}
        for node in nodes:
            have, rebuilt = node.digests(token)
            self.digests[node.name] = have
            self.digests[f"{node.name} rebuilt"] = rebuilt

    @staticmethod
    def ends(nodes, token):
        return [one["end"] for one in nodes[0].status(token)["partitions"]]

    def violations(self):
        out = []
        if self.late:
            out.append(f"did not fold all of the log: {', '.join(self.late)}")
        if len(set(self.digests.values())) != 1:
            out.append(f"rows differ: {self.digests}")
        if self.verdicts.all_heads() != self.verify.get("heads"):
            out.append("an independent reader comes to other heads than motcua verify")
        out += checks.other_counts("motcua verify", self.verify,
                                   {"counting": "counting", "superseded": "superseded",
                                    "foreign": "foreign", "cases": "cases"}, self.verdicts)
        for name, says in self.status.items():
            out += checks.other_counts(name, says,
                                       {"counting": "events", "superseded": "superseded",
                                        "foreign": "foreign"}, self.verdicts)
        return out


def report(of, nodes, name, rounds, crowd, faults, seconds, token):
    """Prints what was counted; the violations, and what took too long, which is one as well."""
    found = Findings(of, nodes, token)
    promised = [one for one in crowd.seen if one.promised]
    others = [one for one in crowd.seen if not one.promised]
    counts = checks.against_the_log(crowd.told, crowd.no, crowd.seen, found.verdicts,
                                    found.by_links)
    writes = checks.linearizable(crowd.told)
    both = checks.linearizable(crowd.told, promised)
    stale = checks.stale(promised)
    older = sum(one.version < one.acknowledged for one in others)
    repeated = sum(one.repeated for one in crowd.told)
    elsewhere = found.violations()
    silence = max(faults.silences)
    print(f"{name}: {rounds} faults in {seconds:.0f} s; at most {silence:.0f} s after one without an "
          "acknowledgement")
    print(f"  {len(crowd.told)} acknowledged: {counts.lost} lost, {counts.doubled} decided twice, "
          f"{counts.elsewhere} elsewhere than told; {len(crowd.unknown_asked_again)} of them were "
          f"unknown at first, {repeated} told as repeated")
    print(f"  {len(crowd.no)} told no ({crowd.conflicts} conflicts): {counts.no_but_counting} count "
          f"nevertheless; {found.verdicts.superseded} superseded in the log")
    print(f"  writes {'linearizable' if not writes else 'NOT linearizable'} per case; reads with "
          f"min_position: {len(promised)} checked, {stale} stale, "
          f"{'linearizable' if not both else 'NOT linearizable'} with the writes; "
          f"{counts.never_there} reads of what is not there")
    print(f"  not promised: {older} of {len(others)} reads without min_position were older than what "
          f"had been acknowledged, and {checks.went_back(crowd.seen)} of all reads than what another "
          "one had shown")
    print("  verify, both nodes, a clean rebuild of each and an independent reader "
          + ("agree" if not elsewhere else "DIFFER"))
    if faults.takeovers:
        print(f"  duties were taken over within {max(faults.takeovers):.1f} s, "
              f"{len(faults.takeovers)} times")
    out = counts.violations() + both[:5] + elsewhere
    slow = checks.late_takeovers(faults.takeovers, TAKEOVER_SECONDS)
    if silence > HANGS:
        slow.append(f"nothing was acknowledged for {silence:.0f} s, although the fault was over")
    if stale:
        out.append(f"{stale} reads with min_position showed an older version")
    if not promised:
        out.append("no read with min_position was answered")
    if crowd.refused:
        out.append(f"refused without a reason in the load: {crowd.refused}")
    for one in out + slow:
        print(f"  VIOLATION: {one}")
    return out, slow


def one_fault(name, rounds, binary, room):
    """A topic, nodes and people of its own: what one fault does is not seen in the next one's."""
    brokers.wait_for_all()
    room.mkdir()
    of = Installation(binary, room, f"{name}.events.v1", PARTITIONS,
                      unsafe=len(brokers.numbers()) < 3)
    nodes = []
    try:
        for node in ("node-1", "node-2"):
            nodes.append(of.make_node(node))
            nodes[-1].start()
        of.let_work(nodes[0].url)
        of.token = nodes[0].token("lan")
        token = nodes[1].token()  # signed in at one node, used at both
        crowd, faults, seconds = session(of, nodes, name, rounds, token)
        return report(of, nodes, name, rounds, crowd, faults, seconds, token)
    finally:
        for node in nodes:
            if node.is_running():
                node.signal(signal.SIGCONT)
                node.stop()


def main():
    words = argparse.ArgumentParser(prog="ops/faults --kafka")
    words.add_argument("--binary", type=pathlib.Path, required=True)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--faults", default="node_kill,leader_kill,zombie,rolling,outage")
    words.add_argument("--control", action="store_true",
                       help="the binary ignores the rule: succeed when that is noticed")
    given = words.parse_args()
    found = []
    unnoticed = []
    room = pathlib.Path(tempfile.mkdtemp(prefix="motcua-faults-"))
    kept = f"what the nodes wrote lies in {room}"
    try:
        for name in given.faults.split(","):
            rounds = 1 if name in ("outage", "none") else given.rounds
            here, slow = one_fault(name, rounds, given.binary.resolve(), room / name)
            found += here + slow
            unnoticed += [name] * (not here)  # that it was slow is no sign of the missing rule
    except BaseException:
        print(kept)
        raise
    if given.control:
        print("control: the harness noticed "
              + (f"NOTHING during {', '.join(unnoticed)}" if unnoticed else "it during each fault"))
        failed = bool(unnoticed)
    else:
        failed = bool(found)
    if failed:
        print(kept)
    else:
        shutil.rmtree(room)
    return 1 if failed else 0


sys.exit(main())
