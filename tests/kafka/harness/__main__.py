"""Faults on real brokers and real nodes, counted: see ops/faults."""

import argparse
import pathlib
import signal
import sys
import tempfile
import time

import brokers
import checks
from clients import Crowd
from nodes import Installation
from the_rule import read_topic

PARTITIONS = 4
SESSION_SECONDS = 6  # of the group that divides the duties
ENOUGH = 500  # acknowledged before a fault and after it


def wait_for_work(crowd, patience=120):
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

    def __init__(self, nodes, token):
        self.nodes = nodes
        self.token = token
        self.takeovers = []

    def node_kill(self, round_):
        node = self.nodes[round_ % 2]
        other = self.nodes[(round_ + 1) % 2]
        node.kill()
        if round_ == 0:
            begun = time.monotonic()
            while len(other.status(self.token).get("duties", [])) < PARTITIONS:
                if time.monotonic() - begun > 60:
                    raise RuntimeError("the duties of a dead node are nobody's")
                time.sleep(0.1)
            self.takeovers.append(time.monotonic() - begun)
        node.start()

    def leader_kill(self, round_):
        told = self.nodes[round_ % 2].status(self.token)["partitions"]
        loaded = [one["partition"] for one in told if one["end"] > 0]
        leader = brokers.leader_of(loaded[round_ % len(loaded)])
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
    faults = Faults(nodes, token)
    crowd = Crowd(nodes, of.token)
    begun = time.monotonic()
    try:
        wait_for_work(crowd)
        for round_ in range(rounds):
            getattr(faults, name)(round_)
            wait_for_work(crowd)
    finally:
        crowd.stop()
    for node in nodes:
        if not node.is_running():
            raise RuntimeError(f"{node.name} has ended; read {node.folder}/stderr.jsonl")
    return crowd, faults, time.monotonic() - begun


def report(of, nodes, name, rounds, crowd, faults, seconds, token):
    verdicts = read_topic(brokers.ADDRESS, brokers.TOPIC, PARTITIONS)
    lost, doubled, elsewhere = checks.against_the_log(crowd.heard, verdicts)
    told = of.verify()
    ends = [one["end"] for one in nodes[0].status(token)["partitions"]]
    late = checks.settled(nodes, token, ends)
    digests = {}
    for node in nodes:
        have, rebuilt = node.digests(token)
        digests[node.name] = have
        digests[f"{node.name} rebuilt"] = rebuilt
    equal = len(set(digests.values())) == 1 and not late
    history = checks.linearizable(crowd.heard)
    acknowledged = {one.command for one in crowd.heard}
    print(f"{name}: {rounds} faults in {seconds:.0f} s, {len(acknowledged)} acknowledged, "
          f"{lost} lost, {doubled} doubled, {elsewhere} elsewhere; "
          f"{len(crowd.unknown_asked_again)} unknown resolved, {crowd.conflicts} conflicts, "
          f"{verdicts.superseded} superseded in the log so far; "
          f"history {'linearizable' if not history else 'NOT linearizable'}; "
          f"digests {'equal' if equal else 'DIFFER'}; "
          f"heads {'as verify says' if verdicts.all_heads() == told['heads'] else 'DIFFER'}")
    for seconds_ in faults.takeovers:
        print(f"  duties were taken over within {seconds_:.1f} s")
    found = [f"{lost} lost"] * (lost > 0) + [f"{doubled} doubled"] * (doubled > 0)
    found += [f"{elsewhere} answered with another place"] * (elsewhere > 0)
    found += history[:5] + [f"digests: {digests}, late: {late}"] * (not equal)
    if verdicts.all_heads() != told["heads"]:
        found.append("an independent reader comes to other heads than motcua verify")
    if crowd.refused:
        found.append(f"refused without a reason in the load: {crowd.refused}")
    for one in found:
        print(f"  VIOLATION: {one}")
    return found


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
    with tempfile.TemporaryDirectory(prefix="motcua-faults-") as room:
        of = Installation(given.binary.resolve(), pathlib.Path(room), PARTITIONS,
                          unsafe=len(brokers.numbers()) < 3)
        nodes = []
        try:
            for name in ("node-1", "node-2"):
                nodes.append(of.make_node(name))
                nodes[-1].start()
            of.let_work(nodes[0].url)
            of.token = nodes[0].token("lan")
            token = nodes[1].token()  # signed in at one node, used at both
            for name in given.faults.split(","):
                rounds = 1 if name in ("outage", "none") else given.rounds
                crowd, faults, seconds = session(of, nodes, name, rounds, token)
                here = report(of, nodes, name, rounds, crowd, faults, seconds, token)
                found += here
                unnoticed += [name] * (not here)
        finally:
            for node in nodes:
                if node.is_running():
                    node.signal(signal.SIGCONT)
                    node.stop()
    if given.control:
        print("control: the harness noticed "
              + (f"NOTHING during {', '.join(unnoticed)}" if unnoticed else "it during each fault"))
        return 1 if unnoticed else 0
    return 1 if found else 0


sys.exit(main())
