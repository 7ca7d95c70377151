"""A crowd of clients: each asks until its command has one outcome, and writes down what it heard."""

import hashlib
import http.client
import random
import threading
import time
import uuid

from history import Refused, Seen, Told
from nodes import OFFICES, exchange

FILING = {"procedure": "enf_request", "received_by": "counter", "judgment": "12/2017/DS-ST",
          "persons": [{"part": "applicant", "name": "Nguyễn Văn An", "address": "Cà Mau"}]}
SHARED_EVERY = 4  # every so many steps one is taken on a case that all clients share
OPEN_EVERY = 32  # and one opens a case: an office has codes for 9,999 a day
LOOK_EVERY = 8  # and after one the case is looked at, at the other node


def recorded_as(key, path):
    """The id of the command that a client of `lan` asks for under this key: what opens a case has
    its office in it."""
    if not path.startswith("/v1/offices/"):
        return key
    name = f"key:lan:office:{path.split('/')[3]}:{key}"
    digest = bytearray(hashlib.sha256(name.encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(digest)))


class Crowd:
    def __init__(self, nodes, token, count=16):
        self.nodes = nodes
        self.token = token
        self.lock = threading.Lock()
        self.told = []
        self.no = []
        self.seen = []
        self.newest = {}  # code of a case -> the newest step of it that anybody was told of
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
            return len(self.told)

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
                if step % LOOK_EVERY == 1:
                    client.look_elsewhere(code)
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

    def look(self, code, promised):
        """The ETag of a case, when it is shown. A read that is promised asks with the position of
        the newest step that anybody was told of; others may show an older state."""
        crowd = self.crowd
        with crowd.lock:  # whoever is told of a step later was not told before this was asked
            newest = crowd.newest.get(code)
            asked_at = time.monotonic()
        path = f"/v1/cases/{code}"
        if promised and newest is not None:
            path += f"?min_position={newest.position}"
        status, shown, tag = self.ask("GET", path)
        if status != 200:  # it may say that it does not know so much yet
            return None
        with crowd.lock:
            crowd.seen.append(Seen(shown["id"], shown["version"], newest.version if newest else 0,
                                   promised and newest is not None, asked_at, time.monotonic()))
        return tag

    def look_elsewhere(self, code):
        """Reads at another node what one's own step has made of a case."""
        self.elsewhere()
        try:
            self.look(code, promised=True)
        except (OSError, http.client.HTTPException, ValueError):
            pass
        self.elsewhere()

    def race(self, code):
        """Takes a step on the version that it has just seen: of those who saw it, one may win."""
        try:
            tag = self.look(code, promised=random.random() < 0.5)
        except (OSError, http.client.HTTPException, ValueError):
            self.elsewhere()
            return
        if tag:
            self.insist(f"/v1/cases/{code}/commands/attach_document", {}, {"If-Match": tag})

    def insist(self, path, body, headers=None):
        """The answer of the step; None when it was refused, which is an outcome, too."""
        crowd = self.crowd
        asked_under = str(uuid.uuid4())
        fields = {"Idempotency-Key": asked_under, **(headers or {})}
        key = recorded_as(asked_under, path)
        asked_at = time.monotonic()
        patience = asked_at + 900
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
                self.acknowledged(key, told, asked_at, unknown)
                return told
            code = told.get("code", str(status))
            why = f"{code}: {told.get('reason') or told.get('fault') or told.get('detail')}"
            if code == "version_conflict":
                with crowd.lock:
                    crowd.conflicts += 1
                    crowd.no.append(Refused(key, why))
                return None
            again = status >= 500 or code in ("busy", "idempotency_key_busy", "case_unknown",
                                              "unauthenticated")
            if not again:
                with crowd.lock:
                    crowd.refused[why] = crowd.refused.get(why, 0) + 1
                    crowd.no.append(Refused(key, why))
                return None
            crowd.problems[self.number] = why
            unknown = unknown or code == "outcome_unknown"
            self.elsewhere()
            time.sleep(0.1)
        with crowd.lock:
            crowd.refused["no outcome in time"] = crowd.refused.get("no outcome in time", 0) + 1
        return None

    def acknowledged(self, key, told, asked_at, unknown):
        crowd = self.crowd
        with crowd.lock:
            one = Told(key, told["case"], told["version"], told["position"], told["repeated"],
                       asked_at, time.monotonic())
            crowd.told.append(one)
            newest = crowd.newest.get(told["code"])
            if newest is None or newest.version < one.version:
                crowd.newest[told["code"]] = one
            if unknown:
                crowd.unknown_asked_again.add(key)
