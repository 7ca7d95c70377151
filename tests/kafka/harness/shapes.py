"""What is an event and what is foreign, by what is published: schemas/asyncapi.json says it."""

import functools
import json
import math
import pathlib
import re

SCHEMAS = pathlib.Path(__file__).resolve().parents[3] / "schemas"

ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)", re.DOTALL)
TYPE = re.compile(r"vn\.thads\.motcua\.(.*)\.v.*", re.DOTALL)
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TIME = re.compile(r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?"
                  r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])")
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Foreign(Exception):
    pass


@functools.cache
def schema_of_all():
    return json.loads((SCHEMAS / "asyncapi.json").read_text())["components"]["schemas"]["event"]


@functools.cache
def schema_of_data(name):
    """Of a type of event; None when it is not known."""
    path = SCHEMAS / "events" / f"{name}.v1.json"
    if not re.fullmatch(r"[a-z_]+", name) or not path.exists():
        return None
    return json.loads(path.read_text())["properties"]["data"]


@functools.lru_cache(maxsize=4)  # several readers look at one record
def event_of(value):
    """The JSON object of an event. Raises Foreign when the bytes are none."""
    event = json_of(value)
    if not fits(event, schema_of_all()):
        raise Foreign
    sequence = event["sequence"].lstrip("0")
    if not 1 <= int((sequence or "0")[:21]) < 1 << 64:
        raise Foreign
    named = TYPE.fullmatch(event["type"])
    own = schema_of_data(named[1]) if named else None
    if own and not fits(event["data"], own):
        raise Foreign
    return event


def json_of(value):
    try:
        text = value.decode("utf-8").removeprefix("\ufeff")
        if any(half[1] for half in ESCAPE.finditer(text)):
            raise Foreign
        return json.loads(text, parse_float=fraction, parse_int=whole, parse_constant=refuse)
    except ValueError:
        raise Foreign from None


def refuse(_):
    raise Foreign


def fraction(text):
    out = float(text)
    return out if math.isfinite(out) else refuse(text)


def whole(text):
    """What 64 bits do not hold is no whole number."""
    out = fraction(text)
    return int(text) if -(1 << 63) <= out <= 1 << 64 and -(1 << 63) <= int(text) < 1 << 64 else out


def fits(value, schema):
    """JSON Schema, as much of it as the published ones use."""
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    kind = schema.get("type")
    if kind == "string":
        return isinstance(value, str) and has_form(value, schema)
    if kind == "integer":
        return type(value) is int and value < 1 << (64 if "minimum" in schema else 63) and \
            value >= schema.get("minimum", value)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "array":
        return isinstance(value, list) and all(fits(one, schema["items"]) for one in value)
    if kind == "object":
        return isinstance(value, dict) and all(name in value for name in schema["required"]) and \
            all(fits(value[name], of) for name, of in schema["properties"].items() if name in value)
    return True


def has_form(text, schema):
    if "pattern" in schema:  # whose $ is not Python's, which takes a line break before the end
        return re.search(schema["pattern"].replace("$", r"\Z"), text) is not None
    if schema.get("format") == "date":
        return len(text) == 10 and is_day(text)
    if schema.get("format") == "date-time":
        return is_day(text[:10]) and TIME.fullmatch(text[10:]) is not None
    return True


def is_day(text):
    found = DAY.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part) for part in found.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= DAYS[month - 1] + (month == 2 and leap)


def partition_of(office, partitions):
    """murmur2 of the office's code, as Kafka's Java client computes it of a key."""
    key = office.encode()
    m, mask = 0x5BD1E995, 0xFFFFFFFF
    h = 0x9747B28C ^ len(key)
    for at in range(0, len(key) - len(key) % 4, 4):
        k = int.from_bytes(key[at:at + 4], "little") * m & mask
        h = (h * m & mask) ^ ((k ^ k >> 24) * m & mask)
    rest = key[len(key) - len(key) % 4:]
    if rest:
        h = (h ^ int.from_bytes(rest, "little")) * m & mask
    h = (h ^ h >> 13) * m & mask
    return ((h ^ h >> 15) & 0x7FFFFFFF) % partitions
