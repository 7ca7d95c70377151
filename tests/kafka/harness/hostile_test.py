"""What others may have put into the topic is judged as it stands in stranger/hostile.json."""

import json
import pathlib
import unittest

import shapes
from the_rule import Verdicts

PARTITIONS = 3
HOSTILE = pathlib.Path(__file__).resolve().parents[1] / "stranger" / "hostile.json"


def records():
    """Name, partition, bytes and verdict of each."""
    listed = json.loads(HOSTILE.read_text())
    for number, one in enumerate(listed["records"]):
        text = one.get("value", listed["event"])
        for old, new in one.get("replace", []):
            assert old in text, one["name"]
            text = text.replace(old, new)
        text = one.get("before", "") + text + one.get("after", "")
        value = text.replace("{N}", f"{number:08}").encode().replace("\uffff".encode(), b"\xff")
        partition = shapes.partition_of(one.get("office", "96"), PARTITIONS)
        if one.get("partition") == "another":
            partition = (partition + 1) % PARTITIONS
        yield one["name"], partition, value, one["verdict"]


class Hostile(unittest.TestCase):
    def test_each_record_is_judged_as_listed(self):
        for name, partition, value, verdict in records():
            with self.subTest(name):
                reader = Verdicts(PARTITIONS)
                reader.record(partition, 0, value)
                found = {"counts": reader.totals()["counting"], "superseded": reader.superseded,
                         "foreign": reader.foreign}
                self.assertEqual([word for word, count in found.items() if count], [verdict])

    def test_the_partitions_of_offices_are_those_of_kafkas_java_client(self):
        # Of Kafka's own UtilsTest.testMurmur2, each as a partition of 2^31.
        for key, hash_ in (("21", -973932308), ("foobar", -790332482),
                           ("a-little-bit-long-string", -985981536),
                           ("a-little-bit-longer-string", -1486304829),
                           ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)):
            self.assertEqual(shapes.partition_of(key, 1 << 31), hash_ & 0x7FFFFFFF)


if __name__ == "__main__":
    unittest.main()
