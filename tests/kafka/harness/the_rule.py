"""The one rule, once more and independent of the product: what counts in a log, read with kcat.

An event counts if, and only if, its `prev` is the hash of its case's newest counting event, its
`command` has not counted before in that case, and every number that it claims is the next of its
counter. What is no event, or lies in another partition than its office's, is foreign.
"""

import hashlib
import subprocess

import shapes


class Verdicts:
    """What a reader of the whole topic comes to.

    With `commands_count_once=False` it leaves out the rule's words on commands, and so finds
    those that stand in a case's chain more than once. `partitions` is how many the topic was made
    with; whoever does not know takes an event wherever it lies.
    """

    def __init__(self, partitions=None, commands_count_once=True):
        self.partitions = partitions
        self.commands_count_once = commands_count_once
        self.heads = {}  # case -> hash of its newest counting event
        self.versions = {}  # case -> number of counting events
        self.offices = {}
        self.commands = {}  # case -> commands that counted
        self.counters = {}
        self.counting = {}  # command -> [(partition, offset, case, version)]
        self.superseded = 0
        self.foreign = 0
        self.records = 0

    def record(self, partition, offset, value):
        self.records += 1
        try:
            event = shapes.event_of(value)
        except shapes.Foreign:
            self.foreign += 1
            return
        case, command, office = event["subject"], event["command"], event["source"]
        sequence, prev = int(event["sequence"]), event.get("prev")
        numbers = event["data"].get("numbers", [])
        if self.partitions is not None and partition != shapes.partition_of(
                office.removeprefix("/offices/"), self.partitions):
            self.foreign += 1
            return
        if not self.holds(case, command, office, sequence, prev, numbers):
            self.superseded += 1
            return
        self.heads[case] = hashlib.sha256(value).hexdigest()
        self.versions[case] = sequence
        self.offices[case] = office
        self.commands.setdefault(case, set()).add(command)
        for number in numbers:
            self.counters[number["counter"]] = number["value"]
        self.counting.setdefault(command, []).append((partition, offset, case, sequence))

    def holds(self, case, command, office, sequence, prev, numbers):
        if self.commands_count_once and command in self.commands.get(case, ()):
            return False
        if prev != self.heads.get(case) or sequence != self.versions.get(case, 0) + 1:
            return False
        if office != self.offices.get(case, office):
            return False
        claimed = {}
        for number in numbers:
            counter = number["counter"]
            claimed[counter] = claimed.get(counter, self.counters.get(counter, 0)) + 1
            if number["value"] != claimed[counter]:
                return False
        return True

    def totals(self):
        return {"records": self.records, "superseded": self.superseded, "foreign": self.foreign,
                "counting": self.records - self.superseded - self.foreign,
                "cases": len(self.heads)}

    def all_heads(self):
        """The hash that `motcua verify` prints as `heads`."""
        lines = "".join(f"{case} {self.heads[case]}\n" for case in sorted(self.heads))
        return hashlib.sha256(lines.encode()).hexdigest()


def read_topic(brokers, topic, partitions, *readers):
    """Gives every record to each of the readers. Read with kcat, which knows nothing of motcua."""
    for partition in range(partitions):
        # Length first: whatever a record holds, it cannot be taken for the next one's beginning.
        run = subprocess.run(
            ["kcat", "-C", "-q", "-e", "-b", brokers, "-t", topic, "-p", str(partition),
             "-o", "beginning", "-X", "isolation.level=read_uncommitted", "-f", "%o %S\n%s\n"],
            stdout=subprocess.PIPE, check=True, timeout=300)
        rest = run.stdout
        at = 0
        while at < len(rest):
            line = rest.index(b"\n", at)
            offset, size = (int(word) for word in rest[at:line].split())
            size = max(size, 0)
            for reader in readers:
                reader.record(partition, offset, rest[line + 1:line + 1 + size])
            at = line + 1 + size + 1
