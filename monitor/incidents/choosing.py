"""Which of several claims is shown first: the most reliable one, never an average. Pure."""

from collections.abc import Sequence

from monitor.incidents.ledger import speakers_of
from monitor.model import Claim, Member, Weapon

_VAGUE = {str(Weapon.MIXED): 2, str(Weapon.INDIRECT_FIRE): 1, str(Weapon.BOMB): 1}


def choose(claims: Sequence[Claim], field: str) -> str:
    """The value of a field: official, then most origins, then exact words before vague ones, then the latest."""
    own = [claim for claim in claims if claim.field == field]
    if not own:
        return ""
    return min(own, key=lambda c: (
        not c.official, -len(c.origins), _VAGUE.get(c.value, 0), -c.last_at.timestamp(), c.value,
    )).value


def choose_toll(members: Sequence[Member], claims: Sequence[Claim], field: str) -> int | None:
    """The number shown for a toll: it may rise, and falls only where its own speakers or better ones take it back.

    Official numbers come before others. Among equals the highest stands, unless those who said it later said less, or
    two or more origins later say less than a single one did.
    """
    standing = _standing(members, claims, field)
    return max((int(claim.value) for claim in standing), default=None)


def contested_toll(members: Sequence[Member], claims: Sequence[Claim], field: str) -> bool:
    """Whether somebody stands by another number than the one shown.

    That is a lower one said later, or a higher one unconfirmed. A lower number said before the one shown, or by the same voice, is a toll that rose and no dispute.
    """
    shown = choose_toll(members, claims, field)
    own = [claim for claim in claims if claim.field == field and not _taken_back(claim, members, claims, field)]
    chosen = next((claim for claim in own if int(claim.value) == shown), None)
    if chosen is None:
        return False
    lower = (c for c in own if int(c.value) < int(chosen.value) and c.first_at > chosen.first_at)
    higher = (c for c in own if int(c.value) > int(chosen.value))
    return any(True for _ in lower) or any(True for _ in higher)


def _standing(members: Sequence[Member], claims: Sequence[Claim], field: str) -> list[Claim]:
    own = [claim for claim in claims if claim.field == field]
    own = [c for c in own if not _taken_back(c, members, claims, field)] or own
    top = [claim for claim in own if claim.official] or own
    return [c for c in top if not _outvoted(c, top)] or top


def _taken_back(claim: Claim, members: Sequence[Member], claims: Sequence[Claim], field: str) -> bool:
    """Whether everyone who said it has later said less."""
    lower = [c for c in claims if c.field == field and int(c.value) < int(claim.value) and c.last_at > claim.last_at]
    voices = {(m.outlet, who) for m in _saying(members, claim, field) for who in speakers_of(m, field)}
    later = {
        (m.outlet, who) for c in lower for m in _saying(members, c, field) if m.published > claim.last_at
        for who in speakers_of(m, field)
    }
    quoted_later = {who for outlet, who in later if who != outlet}
    return bool(voices) and all(voice in later or voice[1] in quoted_later for voice in voices)


def _saying(members: Sequence[Member], claim: Claim, field: str) -> list[Member]:
    return [m for m in members if m.report and str(getattr(m.report, field)) == claim.value]


def _outvoted(claim: Claim, others: Sequence[Claim]) -> bool:
    return len(claim.origins) == 1 and any(
        len(o.origins) > 1 and o.first_at > claim.last_at and int(o.value) < int(claim.value) for o in others
    )
