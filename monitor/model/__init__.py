"""Every value that flows through the program: frozen, slotted, keyword-only; all times aware and in UTC.

The files follow the way of the data: feeds -> fetching -> articles -> verdicts -> reports -> incidents -> alerts, digests; settings beside it.
"""

from monitor.model.alerts import (
    AlertKind, Button, Gone, InDoubt, Message, Moved, Parcel, ParcelKind, ParcelState, Refused, Sent, TryLater,
)
from monitor.model.alerts import Outcome as SendOutcome
from monitor.model.articles import Article, DateQuality, Entry, Page, ParsedFeed, RestsOn, Skipped, Unreadable
from monitor.model.decisions import Decision, Known, Plan, Planned, Polled, Taken, Telling
from monitor.model.digests import Digest, FeedTrouble, HeldCount, NearMiss
from monitor.model.feeds import Feed, FeedCondition, FeedHealth, FeedState
from monitor.model.fetching import Body, Failed, FailureKind, Fetched, NotModified, Request
from monitor.model.incidents import (
    Change, ChangeKind, Claim, Facts, Incident, Member, Placement, Signature, Status,
)
from monitor.model.lessons import Lesson
from monitor.model.reports import Attribution, Base, Outcome, Precision, Report, Weapon, When
from monitor.model.settings import (
    AlertPolicy, ChannelKind, ChannelSettings, Config, DigestSettings, FetchSettings, UnjudgedPolicy, UserPlace,
    Watch, WatchMode,
)
from monitor.model.verdicts import Held, HeldReason, Label, Score, Verdict, WatchHit

__all__ = [
    "AlertKind", "AlertPolicy", "Article", "Attribution", "Base", "Body", "Button", "Change", "ChangeKind",
    "ChannelKind", "ChannelSettings", "Claim", "Config", "DateQuality", "Decision", "Digest", "DigestSettings", "Entry", "Facts",
    "Failed", "FailureKind", "Feed", "FeedCondition", "FeedHealth", "FeedState", "FeedTrouble", "FetchSettings", "Fetched", "Gone", "Held",
    "HeldCount", "HeldReason", "InDoubt", "Incident", "Known", "Label", "Lesson", "Member", "Message", "Moved", "NearMiss",
    "NotModified", "Outcome", "Page", "Parcel", "ParcelKind", "ParcelState", "ParsedFeed", "Placement", "Plan", "Planned", "Polled", "Precision",
    "Refused", "Report", "Request", "RestsOn", "Score", "SendOutcome", "Sent", "Signature", "Skipped", "Status",
    "Taken", "Telling", "TryLater", "UnjudgedPolicy", "Unreadable", "UserPlace", "Verdict", "Watch", "WatchHit", "WatchMode", "Weapon",
    "When",
]
