"""The checker of `ops/faults --kafka` notices what it says that it looks for.

    python3 -B -m unittest discover -s tests/kafka/harness -p '*_test.py'
"""

import hashlib
import json
import unittest

import checks
from history import Refused, Seen, Told
from the_rule import Verdicts

CASE = "11111111-1111-8111-8111-111111111111"


class Log:
    """One partition, written by hand, and what readers find in it."""

    def __init__(self):
        self.records = []
        self.verdicts = Verdicts()
        self.by_links = Verdicts(commands_count_once=False)

    def append(self, command, prev, sequence, numbers=()):
        """The hash of the record, for the next one's `prev`."""
        event = {"specversion": "1.0", "id": f"event-{len(self.records)}",
                 "source": "/offices/96", "type": "vn.thads.motcua.document_attached.v1",
                 "subject": CASE, "time": "2026-01-05T01:00:00.000Z",
                 "recordedtime": "2026-01-05T01:00:00.000Z", "sequence": f"{sequence:08}",
                 "command": command, "actor": "lan", "actingas": "counter_officer",
                 "rules": "none", "data": {"documents": [], "numbers": list(numbers)}}
        if prev:
            event["prev"] = prev
        value = json.dumps(event).encode()
        for reader in (self.verdicts, self.by_links):
            reader.record(0, len(self.records), value)
        self.records.append(value)
        return hashlib.sha256(value).hexdigest()

    def against(self, told=(), refused=(), seen=()):
        return checks.against_the_log(told, refused, seen, self.verdicts, self.by_links)


def told(command, version, asked_at, told_at, repeated=False, position=None):
    return Told(command, CASE, version, position or f"0:{version - 1}", repeated, asked_at, told_at)


def seen(version, asked_at, told_at, acknowledged=0):
    return Seen(CASE, version, acknowledged, True, asked_at, told_at)


class AgainstTheLog(unittest.TestCase):
    def setUp(self):
        self.log = Log()
        self.first = self.log.append("a", None, 1)
        self.second = self.log.append("b", self.first, 2)

    def test_finds_nothing_where_all_is_well(self):
        self.log.append("c", self.first, 2)  # a rival of b
        self.log.append("b", self.first, 2)  # a second copy of b, by a node that knew of none
        found = self.log.against([told("a", 1, 0, 1), told("b", 2, 2, 3)], [Refused("c", "late")],
                                 [seen(2, 4, 5)])
        self.assertEqual(found.violations(), [])
        self.assertEqual(self.log.verdicts.superseded, 2)

    def test_finds_a_command_that_was_decided_twice_in_its_case(self):
        self.log.append("a", self.second, 3)  # whoever wrote this knew of a
        self.assertEqual(self.log.against().doubled, 1)
        self.assertEqual(self.log.verdicts.superseded, 1)

    def test_finds_each_further_decision_of_a_command(self):
        third = self.log.append("a", self.second, 3)
        fourth = self.log.append("a", third, 4)
        self.log.append("b", fourth, 5)
        self.assertEqual(self.log.against().doubled, 3)

    def test_finds_an_acknowledged_step_that_is_not_there(self):
        self.assertEqual(self.log.against([told("lost", 3, 0, 1)]).lost, 1)

    def test_finds_an_acknowledged_step_that_does_not_count(self):
        self.log.append("rival", self.first, 2)
        self.assertEqual(self.log.against([told("rival", 2, 0, 1, position="0:2")]).lost, 1)

    def test_finds_a_step_that_was_told_with_another_version_or_place(self):
        self.assertEqual(self.log.against([told("b", 3, 0, 1, position="0:1")]).elsewhere, 1)
        self.assertEqual(self.log.against([told("b", 2, 0, 1, position="0:7")]).elsewhere, 1)

    def test_finds_it_also_when_it_was_told_as_repeated(self):
        for version, position in ((3, "0:1"), (2, "0:7")):
            one = told("b", version, 0, 1, repeated=True, position=position)
            self.assertEqual(self.log.against([one]).elsewhere, 1)

    def test_finds_a_step_that_counts_although_no_was_told(self):
        self.assertEqual(self.log.against((), [Refused("b", "version_conflict")]).no_but_counting, 1)

    def test_finds_a_version_that_was_seen_and_does_not_exist(self):
        self.assertEqual(self.log.against(seen=[seen(3, 0, 1)]).never_there, 1)

    def test_says_each_of_them(self):
        found = checks.Counts(1, 2, 3, 4, 5)
        self.assertEqual([line.split()[0] for line in found.violations()],
                         ["1", "2", "3", "4", "5"])


class Linearizable(unittest.TestCase):
    def test_takes_what_one_after_the_other_does(self):
        self.assertEqual(checks.linearizable([told("a", 1, 0, 1), told("b", 2, 2, 3)],
                                             [seen(1, 1, 2), seen(2, 4, 5)]), [])

    def test_takes_any_order_of_what_overlaps(self):
        self.assertEqual(checks.linearizable([told("a", 1, 0, 10), told("b", 2, 1, 9)],
                                             [seen(2, 0, 10), seen(1, 0, 10), seen(1, 5, 6)]), [])

    def test_takes_reads_of_one_version_in_any_order(self):
        self.assertEqual(checks.linearizable([told("a", 1, 0, 1)], [seen(1, 5, 6), seen(1, 2, 3)]),
                         [])

    def test_takes_a_repeated_answer_that_came_after_later_steps(self):
        self.assertEqual(checks.linearizable([told("a", 1, 0, 9, repeated=True),
                                              told("b", 2, 2, 3)]), [])

    def test_finds_two_winners(self):
        self.assertEqual(checks.linearizable([told("a", 5, 0, 1), told("b", 5, 0, 1)]),
                         [f"case {CASE}: two winners of version 5"])

    def test_finds_two_winners_of_which_one_was_told_as_repeated(self):
        self.assertEqual(checks.linearizable([told("a", 5, 0, 1), told("b", 5, 0, 1, repeated=True)]),
                         [f"case {CASE}: two winners of version 5"])

    def test_finds_steps_against_the_clock(self):
        self.assertEqual(len(checks.linearizable([told("b", 2, 0, 1), told("a", 1, 2, 3)])), 1)

    def test_finds_steps_against_the_clock_with_others_between_them(self):
        self.assertEqual(len(checks.linearizable([told("a", 1, 4, 5), told("b", 2, 0, 9),
                                                  told("c", 3, 0, 1)])), 1)

    def test_finds_a_repeated_answer_against_the_clock(self):
        self.assertEqual(len(checks.linearizable([told("b", 2, 0, 1),
                                                  told("a", 1, 2, 3, repeated=True)])), 1)

    def test_finds_a_read_of_what_was_over_when_it_was_asked(self):
        self.assertEqual(len(checks.linearizable([told("a", 1, 0, 1), told("b", 2, 2, 3)],
                                                 [seen(1, 4, 5)])), 1)

    def test_finds_a_read_of_what_had_not_been_asked_for(self):
        self.assertEqual(len(checks.linearizable([told("a", 1, 4, 5)], [seen(1, 0, 1)])), 1)

    def test_finds_a_step_that_was_answered_before_a_read_of_what_it_replaced(self):
        self.assertEqual(len(checks.linearizable([told("b", 2, 0, 1)], [seen(1, 2, 3)])), 1)
        self.assertEqual(len(checks.linearizable([told("c", 3, 0, 1)],
                                                 [seen(1, 2, 3), seen(2, 0, 9)])), 1)

    def test_counts_reads_that_go_back_beside_it(self):
        reads = [seen(2, 0, 1), seen(1, 2, 3), seen(1, 0.5, 9), seen(2, 4, 5)]
        self.assertEqual(checks.linearizable([], reads), [])  # nobody was told of version 2 yet
        self.assertEqual(checks.went_back(reads), 1)

    def test_counts_reads_that_are_older_than_was_promised(self):
        self.assertEqual(checks.stale([seen(1, 4, 5, acknowledged=2), seen(2, 4, 5, 2)]), 1)


class Silence(unittest.TestCase):
    def test_is_the_longest_one_from_then_on(self):
        answers = [told("a", 1, 0, 1), told("d", 4, 0, 95), told("b", 2, 0, 11), told("c", 3, 0, 14)]
        self.assertEqual(checks.longest_silence(answers, 10), 81)
        self.assertEqual(checks.longest_silence(answers[:1], 0), 1)
        self.assertEqual(checks.longest_silence(answers, 50), 45)


class LateTakeovers(unittest.TestCase):
    def test_finds_each_round_in_which_it_took_too_long(self):
        self.assertEqual(checks.late_takeovers([6.2, 10, 9.9], 10), [])
        self.assertEqual([line.split(":")[0] for line in
                          checks.late_takeovers([6.2, 10.1, 7, 30], 10)], ["round 2", "round 4"])


class OtherCounts(unittest.TestCase):
    def test_finds_a_node_that_counts_what_does_not(self):
        log = Log()
        first = log.append("a", None, 1)
        log.append("b", first, 2)
        log.append("c", first, 2)
        names = {"counting": "events", "superseded": "superseded"}
        self.assertEqual(checks.other_counts("node", {"events": 2, "superseded": 1}, names,
                                             log.verdicts), [])
        self.assertEqual(len(checks.other_counts("node", {"events": 3, "superseded": 0}, names,
                                                 log.verdicts)), 2)


if __name__ == "__main__":
    unittest.main()
