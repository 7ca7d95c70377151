"""motcua on a broker that speaks TLS and asks for a password, as ops/kafka.md tells users to do it.

    ops/kafka run --tls --sasl motcua:Khong-Ai-Biet -- \
        python3 -B tests/kafka/secured_brokers_test.py build/ci/motcua motcua:Khong-Ai-Biet

Further words choose tests, as those of unittest do.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

BINARY, USER = sys.argv[1], sys.argv[2]
LOGIN, PASSWORD = USER.split(":", 1)
WRONG = "Toi-Doan-Thu"
BROKER = pathlib.Path(os.environ["MOTCUA_KAFKA_DIR"])
AUTHORITY = BROKER / "authority.pem"
GUIDE = (pathlib.Path(__file__).resolve().parents[2] / "ops" / "kafka.md").read_text()
PLAIN = os.environ["MOTCUA_KAFKA"]
ROOM = tempfile.TemporaryDirectory(prefix="motcua-secured-")
FOLDER = pathlib.Path(ROOM.name)
TLS, SASL, SASLTLS = ((BROKER / "1" / f"{one}_address").read_text().strip()
                      for one in ("tls", "sasl", "sasltls"))

# A client looks for a refusal after two and after five seconds, and waits ten for brokers that may
# come back; the rest is for a machine that is busy.
SOON, LATE = 9, 30


class Told:
    def __init__(self, status, out, err, seconds, again):
        self.status, self.out, self.err, self.seconds = status, out, err, seconds
        self.again = again  # asks once more

    def __repr__(self):
        return f"status {self.status} after {self.seconds:.1f} s\n{self.out}\n{self.err}"


def hides(text):
    """What users may see of it never holds a password."""
    for secret in (PASSWORD, WRONG):
        assert secret not in text, f"a password was printed:\n{text}"
    return text


def environment(properties=None, **more):
    out = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    out.update(MOTCUA_OUTPUT__LANGUAGE="en", MOTCUA_LOG__UNSAFE="true",
               XDG_STATE_HOME=str(FOLDER / "state"), XDG_CONFIG_HOME=str(FOLDER / "no-config"), **more)
    if properties is not None:
        out["MOTCUA_LOG__PROPERTIES"] = str(properties)
    return out


def motcua(*words, env=None, text=""):
    began = time.monotonic()
    told = subprocess.run([BINARY, *map(str, words)], input=text, text=True, timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env or environment())
    return Told(told.returncode, hides(told.stdout), hides(told.stderr), time.monotonic() - began,
                lambda: motcua(*words, env=env, text=text))


def written(name, lines):
    """A file with `name=value` lines."""
    file = FOLDER / name
    file.write_text("".join(f"{key}={value}\n" for key, value in lines.items()))
    return file


def tls(authority=AUTHORITY):
    return {"security.protocol": "ssl", "ssl.ca.location": authority}


def sasl(mechanism, password=PASSWORD, over_tls=True):
    out = tls() if over_tls else {}
    out["security.protocol"] = "sasl_ssl" if over_tls else "sasl_plaintext"
    return {**out, "sasl.mechanism": mechanism, "sasl.username": LOGIN, "sasl.password": password}


def from_the_guide(first, *replaced):
    """The file that the guide shows under its first line, for this broker."""
    lines = GUIDE[GUIDE.index(f"    {first}"):].split("\n\n")[0].splitlines()
    text = "".join(f"{line[4:]}\n" for line in lines)
    for old, new in replaced:
        text, found = re.subn(old, str(new), text)
        assert found == 1, f"{old} stands in the guide {found} times"
    return text


def checked(address, properties):
    return motcua("log", "check", f"kafka://{address}", "--output", "json",
                  env=environment(properties))


def stranger():
    """An authority that has signed nothing."""
    file = FOLDER / "stranger.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=stranger",
                    "-keyout", FOLDER / "stranger.key", "-out", file], check=True,
                   stderr=subprocess.DEVNULL)
    return file


class Node:
    """`motcua serve` until the end of a block."""

    def __init__(self, *words, env):
        self.words, self.env = words, env

    def __enter__(self):
        with open(FOLDER / "served.jsonl", "ab") as log:
            self.process = subprocess.Popen([BINARY, "serve", *map(str, self.words), "--port", "0"],
                                            stdout=subprocess.PIPE, stderr=log, env=self.env, text=True)
        line = self.process.stdout.readline().split()
        assert len(line) == 2, (FOLDER / "served.jsonl").read_text()
        return line[1]

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.process.stdout.close()
        hides((FOLDER / "served.jsonl").read_text())


class Test(unittest.TestCase):
    longMessage = True

    def done(self, told, status=0):
        self.assertEqual(told.status, status, told)
        return told

    def works(self, told):
        """`log check` on one broker names its only fault: that it is one."""
        self.done(told, 5)
        dangers = [one["danger"] for one in json.loads(told.out)["items"]]
        for one in dangers:
            self.assertRegex(one, r"1 broker\(s\)|min.insync.replicas is 1")
        # Two of each of its topics; that of the groups is there once a node was.
        own = [one for one in dangers if not one.startswith("__consumer_offsets: ")]
        self.assertEqual(len(own), 6, told)
        self.assertLessEqual(len(dangers) - len(own), 1, told)

    def refused(self, told, code, *says, within=SOON):
        if told.seconds >= within:  # a machine that is busy is not so for ever
            told = told.again()
        self.done(told, 1)
        self.assertEqual(told.out, "", told)
        for text in (f"[{code}]", *says):
            self.assertIn(text, told.err, told)
        self.assertLess(told.seconds, within, told)


class Works(Test):
    def test_a_node_works_by_tls_and_a_password_as_the_guide_says(self):
        properties = FOLDER / "kafka.properties"
        properties.write_text(from_the_guide(
            "# /etc/motcua/kafka.properties", ("/etc/motcua/authority.pem", AUTHORITY),
            ("=motcua", f"={LOGIN}"), ("SECRET", PASSWORD)))
        configuration = FOLDER / "motcua.toml"
        configuration.write_text(from_the_guide(
            "# /etc/motcua/motcua.toml", ("kafka://[^\"]*", f"kafka://{SASLTLS}"),
            ("\"/etc/motcua/kafka.properties", f"\"{properties}")))
        place, by_file = f"kafka://{SASLTLS}", ["--config", configuration]
        self.done(motcua("log", "init", place, "--copies", "1", "--partitions", "2", *by_file))
        self.works(motcua("log", "check", place, "--output", "json", *by_file))
        node = FOLDER / "node"
        self.done(motcua("init", node, "--password-stdin", *by_file, text="of the operator"))
        with Node("--data", node, *by_file, env=environment()) as url:
            at = ["--server", url]
            self.done(motcua("login", "operator", "--password-stdin", *at, text="of the operator"))
            self.done(motcua("grant", "add", "operator", "counter_officer", "96", *at))
            self.done(motcua("case", "open", "96", "receive_request", "procedure=enf_request",
                             "received_by=counter", *at))
        told = json.loads(self.done(motcua("verify", "--output", "json", *by_file)).out)
        self.assertGreaterEqual(told["counting"], 2, told)  # the grant, and the case's first step
        self.assertEqual(told["breaks"], 0, told)

        # The environment names the properties and the place, and a flag the place.
        by_environment = environment(properties, MOTCUA_LOG__PLACE=place)
        self.assertEqual(json.loads(self.done(motcua("verify", "--output", "json",
                                                     env=by_environment)).out), told)
        by_tls = environment(written("tls.properties", tls()), MOTCUA_LOG__PLACE="kafka://127.0.0.1:1")
        self.assertEqual(json.loads(self.done(motcua("verify", "--output", "json", "--log",
                                                     f"kafka://{TLS}", env=by_tls)).out), told)
        self.works(checked(TLS.replace("127.0.0.1", "localhost"), FOLDER / "tls.properties"))
        self.works(checked(SASL, written("sasl.properties", sasl("PLAIN", over_tls=False))))

        # A copy speaks to each cluster in its own way.
        other = f"kafka://{PLAIN}/copied.events.v1"
        self.done(motcua("log", "init", other, "--copies", "1", "--partitions", "2"))
        copied = json.loads(self.done(motcua(
            "log", "copy", place, other, "--properties-from", properties, "--without-documents",
            "--key", node / "installation.key", "--output", "json")).out)
        self.assertGreaterEqual(copied["records"], told["counting"], copied)
        self.assertEqual(copied["heads_from"], copied["heads_to"], copied)

        # A password that is wrong by now keeps the node from starting.
        self.refused(motcua("serve", "--data", node, "--port", "0", "--log", place,
                            env=environment(written("later.properties", sasl("PLAIN", WRONG)))),
                     "kafka-credentials", SASLTLS)

        # Whoever may look at the configuration or at the node's folder finds no password.
        shown = self.done(motcua("config", "show", "--origin", *by_file))
        self.assertIn(str(properties), shown.out)
        for file in node.rglob("*"):
            if file.is_file():
                self.assertNotIn(PASSWORD.encode(), file.read_bytes(), file)


class Scram(Test):
    def test_takes_the_right_password_or_says_why_the_library_cannot(self):
        # A broker of its own needs its topics; who was refused has not made any.
        properties = written("scram.properties", sasl("SCRAM-SHA-512"))
        told = motcua("log", "init", f"kafka://{SASLTLS}/scram.events.v1", "--copies", "1",
                      env=environment(properties))
        if told.status == 0:
            self.works(motcua("log", "check", f"kafka://{SASLTLS}/scram.events.v1", "--output", "json",
                              env=environment(properties)))
            return
        self.assertGreaterEqual(int((BROKER / "version").read_text().split(".")[0]), 4, told)
        self.refused(told, "kafka-credentials", SASLTLS, "brokers of Kafka 4 refuse SCRAM from librdkafka",
                     "PLAIN over TLS")

    def test_refuses_the_wrong_password(self):
        told = checked(SASLTLS, written("scram-wrong.properties", sasl("SCRAM-SHA-512", WRONG)))
        self.refused(told, "kafka-credentials", SASLTLS, "invalid credentials")


class Refused(Test):
    def test_says_why_and_soon(self):
        """All at once, since each takes its time."""
        credentials, unreachable, property_ = "kafka-credentials", "kafka-unreachable", "kafka-property"
        missing = FOLDER / "missing.pem"
        no_mechanism = {key: value for key, value in sasl("").items() if key != "sasl.mechanism"}
        verify = ("certificate verify failed", "ssl.ca.location")
        cases = {
            "TLS without the password that is asked for":
                (SASLTLS, tls(), unreachable, LATE, "security.protocol"),
            "a plain client at a listener of TLS":
                (TLS, {}, unreachable, LATE, "security.protocol", "that they run"),
            "an authority that signed nothing":
                (TLS, tls(stranger()), credentials, SOON, *verify),
            "an address that the certificate does not name":
                (TLS.replace("127.0.0.1", "127.1"), tls(), credentials, SOON, *verify),
            "the system's authorities":
                (TLS, {"security.protocol": "ssl"}, credentials, SOON, *verify),
            "TLS spoken to a plain listener":
                (PLAIN, tls(), credentials, SOON, "SSL handshake failed", "security.protocol"),
            "an authority's file that is missing":
                (TLS, tls(missing), property_, SOON, "ssl.ca.location failed", "can be read"),
            "a wrong password":
                (SASLTLS, sasl("PLAIN", WRONG), credentials, SOON, "Invalid username or password"),
            "a wrong password without TLS":
                (SASL, sasl("PLAIN", WRONG, False), credentials, SOON, "Invalid username or password"),
            "no mechanism":
                (SASLTLS, no_mechanism, property_, SOON, "set sasl.mechanism"),
        }
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            asked = {name: pool.submit(checked, address, written(f"{name}.properties", properties))
                     for name, (address, properties, *_) in cases.items()}
            for name, (address, _, code, within, *says) in cases.items():
                with self.subTest(name):
                    self.refused(asked[name].result(), code, address, *says, within=within)

    def test_no_node_is_made_with_a_wrong_password(self):
        wrong = environment(written("node.properties", sasl("PLAIN", WRONG)),
                            MOTCUA_LOG__PLACE=f"kafka://{SASLTLS}")
        self.refused(motcua("init", FOLDER / "refused", env=wrong), "kafka-credentials", SASLTLS)
        self.assertFalse((FOLDER / "refused").exists())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
