"""What one run of the soak came to, and whether that is good."""

from dataclasses import dataclass, field

GROWTH = 1.15
"""Memory may be so many times that of the tenth day (of half the days, in a short run): caches fill, nothing climbs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The process at the end of a day."""

    day: float
    rss: float
    """MB."""
    own: float
    """MB of it that are no mapped files: these come and go with what else the machine does."""
    files: int
    database: float
    """MB."""
    articles: int


@dataclass(slots=True, kw_only=True)
class Table:
    """What one run came to."""

    days: int
    feeds: int
    seconds: float
    cpu: float
    polls: int
    items: int
    faults: dict[str, int]
    steps: int
    """Steps of the clock, there and back."""
    due: int
    delivered: int
    folded: int
    doubled: int
    without_doubt: int
    lost: list[str]
    split: int
    invented: int
    strangers: int
    digests: int
    digests_doubled: int
    queue: int
    gave_up: bool
    marks: list[Mark]
    log: dict[str, int] = field(default_factory=dict)

    @property
    def grew(self) -> bool:
        """Whether memory or open files climb."""
        early = next(mark for mark in self.marks if mark.day >= min(10, self.days / 2))
        last = self.marks[-1]
        return last.own > early.own * GROWTH or last.files > early.files

    @property
    def good(self) -> bool:
        """Whether every promise was kept."""
        surprises = [line for line in self.log if line.startswith(("critical", "error"))]
        tried = self.due > 0 and self.steps > 0 and {"network: out", "chat: out of reach", "host: down for hours"} <= set(self.faults)
        return tried and self.delivered == self.due and not (
            self.lost or self.without_doubt or self.invented or self.split or self.strangers or self.digests_doubled
            or self.queue or self.gave_up or self.grew or surprises)

    def __str__(self) -> str:
        """For a person."""
        rows: list[tuple[str, object]] = [
            ("days", self.days), ("feeds", self.feeds), ("polls", self.polls), ("items published", self.items),
            *sorted(self.faults.items()), ("clock set (there and back)", self.steps),
            ("alerts due (attacks x chats)", self.due), ("delivered", self.delivered), ("of these in a summary of what was missed", self.folded),
            ("lost", len(self.lost)), ("doubled", self.doubled), ("doubled where no answer was lost", self.without_doubt),
            ("told as two attacks", self.split), ("messages about nothing that happened", self.invented),
            ("edits or replies to nothing", self.strangers), ("digests", self.digests), ("digests doubled", self.digests_doubled),
            ("left in the queue", self.queue)]
        rows += [(f"log, {line}", count) for line, count in sorted(self.log.items())]
        for mark in self.marks:
            rows.append((f"day {mark.day}: RSS MB, own MB, files, database MB, articles",
                         f"{mark.rss:.0f} {mark.own:.0f} {mark.files:>4} {mark.database:>6.1f} {mark.articles:>7,}"))
        return "\n".join(f"{name:64}{value:>26}" for name, value in [*rows, ("seconds; of the processor", f"{self.seconds:.0f}; {self.cpu:.0f}")])
