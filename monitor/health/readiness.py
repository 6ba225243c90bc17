"""Whether the service does its work, from what was last seen of it. Pure: times are seconds of a steady clock."""

from dataclasses import dataclass

TICK_WITHIN = 30.0
"""Seconds: the schedule ticks each second; a batch of pages may hold the loop for some."""
STORE_WITHIN = 60.0
"""Seconds: each 15 s the lease is renewed, which is a durable write; a writer waits 10 s for another one."""


@dataclass(slots=True, kw_only=True)
class Pulse:
    """What the service last did, by a steady clock; None: never yet."""

    ticked_at: float | None = None
    """The schedule ran."""
    wrote_at: float | None = None
    """A durable write to the store succeeded: the lease was renewed."""
    holds: bool = False
    """The store is ours."""
    store_problem: str = ""
    """Why the last write failed; empty where it did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One condition of readiness."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """All conditions together."""

    checks: tuple[Check, ...]

    @property
    def ready(self) -> bool:
        """Whether every condition holds."""
        return all(check.ok for check in self.checks)

    def as_json(self) -> dict[str, object]:
        """For /readyz."""
        return {"ready": self.ready, "checks": {c.name: {"ok": c.ok, "detail": c.detail} for c in self.checks}}


def assess(pulse: Pulse, model_id: str, now: float) -> Readiness:
    """Ready is: a model, a schedule that ticks, a store that takes writes, and takes them from us alone."""
    return Readiness(checks=(
        Check(name="model", ok=bool(model_id), detail=model_id or "no model is loaded"),
        _recent("schedule", "ticked", pulse.ticked_at, now, TICK_WITHIN),
        _store(pulse, now),
        Check(name="lease", ok=pulse.holds, detail="held" if pulse.holds else "another monitor, or nobody, holds the store"),
    ))


def _store(pulse: Pulse, now: float) -> Check:
    if pulse.store_problem:
        return Check(name="store", ok=False, detail=pulse.store_problem)
    return _recent("store", "written to", pulse.wrote_at, now, STORE_WITHIN)


def _recent(name: str, done: str, at: float | None, now: float, within: float) -> Check:
    if at is None:
        return Check(name=name, ok=False, detail=f"not {done} yet")
    return Check(name=name, ok=now - at <= within, detail=f"{done} {max(0.0, now - at):.0f} s ago")
