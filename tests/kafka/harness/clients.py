"""A crowd of clients: each asks until its command has one outcome, and writes down what it heard."""

import http.client
import threading
import time
import uuid

from nodes import OFFICES, exchange

FILING = {"procedure": "enf_request", "received_by": "counter", "judgment": "12/2017/DS-ST",
          "persons": [{"part": "applicant", "name": "Nguyễn Văn An", "address": "Cà Mau"}]}
SHARED_EVERY = 4  # every so many steps one is taken on a case that all clients share
OPEN_EVERY = 32  # and one opens a case: an office has codes for 9,999 a day


class Heard:
    """An acknowledgement."""

    def __init__(self, command, case, version, position, repeated, asked_at, told_at):
        self.command = command
        self.case = case
        self.version = version
        self.position = position
        self.repeated = repeated
        self.asked_at = asked_at  # of the first try
        self.told_at = told_at


class Crowd:
    def __init__(self, nodes, token, count=16):
        self.nodes = nodes
        self.token = token
        self.lock = threading.Lock()
        self.heard = []
        self.unknown_asked_again = set()  # commands whose outcome was not known at first
        self.conflicts = 0
        self.refused = {}
        self.tries = 0
        self.stopping = False
        self.problems = {}  # what stood in the way last, by client
        self.shared = []  # codes of cases that all work on
        self.open_shared_cases()
        self.threads = [threading.Thread(target=self.work, args=(i,)) for i in range(count)]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.stopping = True
        for thread in self.threads:
            thread.join()

    def newest_problems(self):
        return sorted(set(self.problems.values()))

    def so_far(self):
        with self.lock:
            return len(self.heard)

    def open_shared_cases(self):
        client = Client(self, 0)
        for office in OFFICES:
            told = client.insist(f"/v1/offices/{office}/commands/receive_request", FILING)
            if told is None:
                raise RuntimeError(f"no case could be opened: {self.refused}")
            self.shared.append(told["code"])
        client.close()

    def work(self, number):
        client = Client(self, number)
        step = 0
        code = None
        while not self.stopping:
            step += 1
            if step % SHARED_EVERY == 0:  # sooner or later every client on every one of them
                client.race(self.shared[(number // 2 + step // SHARED_EVERY) % len(self.shared)])
            elif code is None or step % OPEN_EVERY == 1:
                client.home()
                told = client.insist(
                    f"/v1/offices/{OFFICES[number % len(OFFICES)]}/commands/receive_request", FILING)
                code = told["code"] if told else None
            else:
                client.insist(f"/v1/cases/{code}/commands/attach_document", {}, {"If-Match": "*"})
        client.close()


class Client:
    """One at a time; goes to another node when one does not answer."""

    def __init__(self, crowd, number):
        self.crowd = crowd
        self.number = number
        self.at = number
        self.connection = None

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def elsewhere(self):
        self.close()
        self.at += 1

    def home(self):
        """Back to the node of its own: those of a case must not all end up at one node."""
        if self.at != self.number:
            self.close()
            self.at = self.number

    def ask(self, method, path, body=None, headers=None):
        node = self.crowd.nodes[self.at % len(self.crowd.nodes)]
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=8)
        fields = {"Authorization": f"Bearer {self.crowd.token}", **(headers or {})}
        return exchange(self.connection, method, path, body, fields)

    def race(self, code):
        """Takes a step on the version that it has just seen: of those who saw it, one may win."""
        try:
            status, _, tag = self.ask("GET", f"/v1/cases/{code}")
        except (OSError, http.client.HTTPException):
            self.elsewhere()
            return
        if status == 200:
            self.insist(f"/v1/cases/{code}/commands/attach_document", {}, {"If-Match": tag})

    def insist(self, path, body, headers=None):
        """The answer of the step; None when it was refused, which is an outcome, too."""
        crowd = self.crowd
        key = str(uuid.uuid4())
        fields = {"Idempotency-Key": key, **(headers or {})}
        asked_at = time.monotonic()
        patience = asked_at + 240
        unknown = False
        while time.monotonic() < patience:
            crowd.tries += 1
            try:
                status, told, _ = self.ask("POST", path, body, fields)
            except (OSError, http.client.HTTPException, ValueError) as problem:
                crowd.problems[self.number] = repr(problem)
                unknown = True  # it may have been recorded before the line broke
                self.elsewhere()
                time.sleep(0.05)
                continue
            if status in (200, 201):
                heard = Heard(key, told["case"], told["version"], told["position"],
                              told["repeated"], asked_at, time.monotonic())
                with crowd.lock:
                    crowd.heard.append(heard)
                    if unknown:
                        crowd.unknown_asked_again.add(key)
                return told
            code = told.get("code", str(status))
            if code == "version_conflict":
                with crowd.lock:
                    crowd.conflicts += 1
                return None
            again = status >= 500 or code in ("busy", "idempotency_key_busy", "case_unknown",
                                              "unauthenticated")
            why = f"{code}: {told.get('reason', told.get('detail'))}"
            if not again:
                with crowd.lock:
                    crowd.refused[why] = crowd.refused.get(why, 0) + 1
                return None
            crowd.problems[self.number] = why
            unknown = unknown or code == "outcome_unknown"
            self.elsewhere()
            time.sleep(0.1)
        with crowd.lock:
            crowd.refused["no outcome in time"] = crowd.refused.get("no outcome in time", 0) + 1
        return None
