"""Values of judging: watches that matched, the model's score, the verdict."""

from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """The four labels of the project's definition of an attack (docs/labels.md)."""

    ATTACK = "attack"
    RELATED = "related"
    FOLLOW_UP = "follow_up"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHit:
    """One watch of config.yaml that matched an article."""

    watch: str
    words: tuple[str, ...]
    """The keywords found, as written in config.yaml."""
    excluded_by: str = ""
    """The exclusion that vetoed it, if one did: an exclusion always wins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What the classifier says of one text."""

    label: Label
    probability: float
    """Of ``attack``, calibrated, 0 to 1."""
    reasons: tuple[str, ...] = ()
    """The features that weighed most and the roles found, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was decided about one article."""

    article: str
    label: Label
    probability: float
    alert: bool
    watches: tuple[WatchHit, ...] = ()
    channels: tuple[str, ...] = ()
    """Where an alert would go: the union over the watches that hold."""
    reasons: tuple[str, ...] = ()
    model: str = ""
    judged: bool = True
    """False where the model did not judge (language, keyword-only watch)."""


class HeldReason(StrEnum):
    """Why nothing was sent; every silence has one."""

    NO_WATCH = "no watch matched"
    EXCLUDED = "an exclusion matched"
    NOT_ATTACK = "not judged an attack"
    BELOW_THRESHOLD = "below the threshold"
    FOLLOW_UP = "a reaction to an attack, kept as a link"
    LANGUAGE = "language not judged by the model, kept for the digest"
    STALE = "older than the alert age limit"
    BACKGROUND = "only recalls attacks"
    REPEAT = "adds nothing to an incident already alerted"
    FEW_ORIGINS = "fewer origins than the watch asks for"
    TOO_OLD = "older than the entry age limit at first sight"
    RATE_LIMITED = "the source opened too many incidents in a short time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A decision to stay silent about one article."""

    article: str
    reason: HeldReason
    detail: str = ""
