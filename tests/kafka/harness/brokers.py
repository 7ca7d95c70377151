"""The brokers that `ops/kafka run` has started around this program."""

import json
import os
import pathlib
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
ADDRESS = os.environ.get("MOTCUA_KAFKA", "")


def ops_kafka(*words):
    subprocess.run([ROOT / "ops" / "kafka", *words], check=True, stdout=subprocess.DEVNULL,
                   timeout=300)


def numbers():
    return [str(n + 1) for n in range(ADDRESS.count(",") + 1)]


def described(topic=None, patience=60):
    told = subprocess.run(["kcat", "-L", "-J", "-b", ADDRESS, *(["-t", topic] if topic else [])],
                          check=True, stdout=subprocess.PIPE, timeout=patience)
    return json.loads(told.stdout)


def leader_of(partition, topic):
    """The broker that leads a partition of the topic."""
    for one in described(topic)["topics"][0]["partitions"]:
        if one["partition"] == partition:
            return str(one["leader"])
    raise RuntimeError(f"nobody told of partition {partition}")


def wait_for_all(patience=180):
    """Until every broker takes part again: a new topic needs them all."""
    give_up = time.monotonic() + patience
    while True:
        try:
            if len(described(patience=20)["brokers"]) == len(numbers()):
                return
        except (subprocess.SubprocessError, ValueError):
            pass
        if time.monotonic() > give_up:
            raise RuntimeError("not all brokers came back")
        time.sleep(0.5)
