"""`motcua log tail --follow` beside a node: each step is a line, while it goes on.

    ops/kafka run -- python3 -B tests/kafka/log_tail_test.py build/ci/motcua
"""

import pathlib
import queue
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "harness"))

from clients import FILING
from nodes import Installation

PATIENCE = 60


class Tail:
    """What it prints, line by line, as it comes."""

    def __init__(self, of, *words):
        self.process = subprocess.Popen([of.binary, "log", "tail", of.place, *words],
                                        stdout=subprocess.PIPE, env=of.environment, text=True)
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def next(self):
        return self.lines.get(timeout=PATIENCE)

    def until_quiet(self):
        """What it still prints; nothing for two seconds is quiet."""
        out = []
        try:
            while True:
                out.append(self.lines.get(timeout=2))
        except queue.Empty:
            return out

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


def step(node, token, path, body):
    status, told, _ = node.ask("POST", path, body, {
        "Authorization": f"Bearer {token}", "If-Match": "*", "Idempotency-Key": str(uuid.uuid4())})
    assert status in (200, 201), told
    return told


def expect_line(line, case, number):
    """Place, time, office, case, step, type and actor."""
    assert re.fullmatch(rf"\d+:\d+ +\d{{4}}-\d\d-\d\dT\S+ 96 +{case} +{number} "
                        r"vn\.thads\.motcua\.\w+\.v\d+ \S+", line), line


def main():
    with tempfile.TemporaryDirectory(prefix="motcua-tail-") as room:
        of = Installation(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(room), "tail.events.v1",
                          2, unsafe=True)
        node = of.make_node("node-1")
        node.start()
        try:
            of.let_work(node.url)
            token = node.token("lan")
            tail = Tail(of, "--output", "table", "--last", "1", "--follow")
            try:
                tail.next()  # what was there: it is at work
                tail.until_quiet()
                opened = step(node, token, "/v1/offices/96/commands/receive_request", FILING)
                first = tail.next()
                expect_line(first, opened["case"], 1)
                time.sleep(1)
                step(node, token, f"/v1/cases/{opened['code']}/commands/attach_document", {})
                second = tail.next()
                expect_line(second, opened["case"], 2)
                more = tail.until_quiet()
                assert not {first, second} & set(more), f"told twice: {more}"
                assert tail.end() == 0
            finally:
                tail.process.kill()
        finally:
            node.stop()


main()
