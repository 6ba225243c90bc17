"""Golden pairs: an incident as JSON, the message expected beside it.

``python -m tests.alert.golden_files`` writes the messages anew; read every line of the difference before it is kept.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.alert.changes import reply_message
from monitor.alert.rendering import alert_message
from monitor.model import (
    Change, ChangeKind, Claim, Facts, Incident, Member, Message, Outcome, Precision, Status, Weapon, When,
)

FOLDER = Path(__file__).parent / "golden"
CASES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def message_of(case: str) -> Message:
    """The message about the incident of a case, or the reply where it lists changes."""
    data = json.loads((FOLDER / f"{case}.json").read_text(encoding="utf-8"))
    now = datetime.fromisoformat(data["now"])
    incident = incident_of(data["incident"], now)
    if "changes" not in data:
        return alert_message(incident, now)
    return reply_message(incident, [Change(**{**c, "kind": ChangeKind(c["kind"])}) for c in data["changes"]])


def incident_of(data: dict[str, Any], now: datetime) -> Incident:
    """An incident from plain data."""
    return Incident(
        id=data["id"], opened_at=now, updated_at=now, revision=data["revision"], status=Status(data["status"]),
        facts=_facts(data["facts"]), members=tuple(Member(published=now, seen_at=now, **m) for m in data["members"]),
        claims=tuple(Claim(**{**c, "speakers": tuple(c["speakers"])}, origins=("a1",), first_at=now, last_at=now)
                     for c in data["claims"]),
    )


def _facts(data: dict[str, Any]) -> Facts:
    when = data.get("when") or {}
    span = {k: datetime.fromisoformat(when[k]) for k in ("start", "end") if k in when}
    kinds = {"weapon": Weapon(data.get("weapon", "unknown")), "outcome": Outcome(data.get("outcome", "unknown")),
             "when": When(**span, precision=Precision(when.get("precision", "unknown")))}
    return Facts(**{**data, **kinds})


if __name__ == "__main__":
    for name in CASES:
        made = message_of(name)
        (FOLDER / f"{name}.html").write_text(made.html + "\n", encoding="utf-8")
        (FOLDER / f"{name}.txt").write_text(made.plain + "\n", encoding="utf-8")
