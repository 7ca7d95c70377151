"""The brokers that `ops/kafka run` has started around this program."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]
ADDRESS = os.environ.get("MOTCUA_KAFKA", "")
TOPIC = "motcua.case.events.v1"


def ops_kafka(*words):
    subprocess.run([ROOT / "ops" / "kafka", *words], check=True, stdout=subprocess.DEVNULL,
                   timeout=180)


def numbers():
    return [str(n + 1) for n in range(ADDRESS.count(",") + 1)]


def leader_of(partition):
    """The broker that leads a partition of the topic of events."""
    told = subprocess.run(["kcat", "-L", "-J", "-b", ADDRESS, "-t", TOPIC], check=True,
                          stdout=subprocess.PIPE, timeout=60)
    for one in json.loads(told.stdout)["topics"][0]["partitions"]:
        if one["partition"] == partition:
            return str(one["leader"])
    raise RuntimeError(f"nobody told of partition {partition}")
