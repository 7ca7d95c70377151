"""What clients write down of what they asked and were told. Times are of time.monotonic()."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Told:
    """A step that was acknowledged, with the version of the case that it made and its place."""

    command: str
    case: str
    version: int
    position: str
    repeated: bool  # it had been recorded by an earlier try, whose answer was lost
    asked_at: float  # of the first try
    told_at: float


@dataclasses.dataclass(frozen=True)
class Refused:
    """A step that was told to have come too late, or that was refused: it has no effect."""

    command: str
    why: str


@dataclasses.dataclass(frozen=True)
class Seen:
    """A case as it was shown."""

    case: str
    version: int
    acknowledged: int  # the newest version that anybody had been told of before this was asked
    promised: bool  # it was asked with the position of that version as `min_position`
    asked_at: float
    told_at: float
