"""Processes of `motcua serve` on one cluster, as an operator runs them."""

import http.client
import json
import os
import signal
import subprocess
import time
import urllib.parse

from brokers import ADDRESS

PASSWORD = "a password of the harness"
OFFICES = ["96", "49"]  # those that still exist, since the nodes go by the real clock


class Installation:
    """The topics, the folders of the nodes, and who may work there."""

    def __init__(self, binary, room, topic, partitions, unsafe):
        self.binary = binary
        self.room = room
        self.topic = topic
        self.place = f"kafka://{ADDRESS}/{topic}"
        self.environment = dict(os.environ, XDG_STATE_HOME=str(room / "state"),
                                MOTCUA_OUTPUT__LANGUAGE="en")
        if unsafe:
            self.environment["MOTCUA_LOG__UNSAFE"] = "true"
        self.run("log", "init", self.place, "--partitions", str(partitions),
                 *(["--copies", "1"] if unsafe else []))

    def run(self, *words, text="", check=True):
        told = subprocess.run([self.binary, *words], input=text, text=True, timeout=300,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment)
        if check and told.returncode != 0:
            raise RuntimeError(f"motcua {' '.join(words)}: {told.returncode}\n{told.stderr}")
        return told

    def make_node(self, name):
        folder = self.room / name
        first = self.room / "node-1" / "installation.key"
        key = ["--key", str(first)] if first.exists() else []
        self.run("init", str(folder), "--log", self.place, "--password-stdin", *key, text=PASSWORD)
        return Node(self, name, folder)

    def let_work(self, url):
        """One counter officer who may file at all offices of the load."""
        at = ["--server", url, "--as", "operator"]
        self.run("login", "operator", "--password-stdin", "--server", url, text=PASSWORD)
        self.run("account", "add", "lan", "--name", "Lan", "--password-stdin", *at, text=PASSWORD)
        for office in OFFICES:
            self.run("grant", "add", "lan", "counter_officer", office, *at)

    def verify(self):
        told = self.run("verify", self.place, "--output", "json", check=False)
        return json.loads(told.stdout)


class Node:
    def __init__(self, of, name, folder):
        self.of = of
        self.name = name
        self.folder = folder
        self.process = None
        self.url = None
        self.port = 0

    def start(self):
        log = open(self.folder / "stderr.jsonl", "ab")
        self.process = subprocess.Popen(
            [self.of.binary, "serve", "--data", str(self.folder), "--log", self.of.place,
             "--port", str(self.port)],
            stdout=subprocess.PIPE, stderr=log, env=self.of.environment, text=True)
        line = self.process.stdout.readline().split()
        if len(line) != 2:
            raise RuntimeError(f"{self.name} did not start; read {self.folder}/stderr.jsonl")
        self.url = line[1]
        self.port = urllib.parse.urlsplit(self.url).port  # the same one after a restart

    def signal(self, what):
        os.kill(self.process.pid, what)

    def kill(self):
        self.signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        self.signal(signal.SIGTERM)
        self.process.wait(timeout=180)
        self.process.stdout.close()

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def ask(self, method, path, body=None, headers=None, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            return exchange(connection, method, path, body, headers)
        finally:
            connection.close()

    def readiness(self):
        """For a person who looks for the reason of a failure."""
        try:
            return self.ask("GET", "/readyz?verbose=1", timeout=5)[1]
        except (OSError, http.client.HTTPException) as problem:
            with open(self.folder / "stderr.jsonl", encoding="utf-8", errors="replace") as log:
                return f"{problem!r}, its log ends: {log.readlines()[-3:]}"

    def token(self, login="operator"):
        status, told, _ = self.ask("POST", "/v1/sessions",
                                   {"login": login, "password": PASSWORD})
        if status not in (200, 201):
            raise RuntimeError(f"sign in as {login} at {self.name}: {status} {told}")
        return told["token"]

    def status(self, token):
        return self.ask("GET", "/v1/projections", headers={"Authorization": f"Bearer {token}"})[1]

    def digests(self, token):
        """Of the rows that it has, and of rows that it makes anew from the log beside them."""
        headers = {"Authorization": f"Bearer {token}"}
        self.ask("POST", "/v1/projections/rebuild", {"purpose": "check"}, headers)
        for _ in range(3000):
            told = self.ask("GET", "/v1/projections/rebuild", headers=headers)[1]
            if not told.get("running"):
                return told["report"]["sha256"], told["report"]["rebuilt_sha256"]
            time.sleep(0.1)
        raise RuntimeError(f"{self.name} does not end its rebuild")


def exchange(connection, method, path, body=None, headers=None):
    """Status, JSON and ETag of one request."""
    text = None if body is None else json.dumps(body)
    fields = dict(headers or {})
    if text is not None:
        fields["Content-Type"] = "application/json"
    connection.request(method, path, text, fields)
    answer = connection.getresponse()
    read = answer.read()
    return answer.status, json.loads(read) if read else {}, answer.getheader("ETag")
