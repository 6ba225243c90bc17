"""E-mail by SMTP. A first word is a mail, an edit is none, what changed materially is a mail in the same thread.

``Message-ID`` is made of the parcel's key: a mail that is sent twice after a lost answer is one to programs that look.
"""

import asyncio
import smtplib
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import blake2b
from urllib.parse import unquote, urlsplit

from monitor.alert.channels.markup import as_mail, with_addresses
from monitor.alert.protocols import Enclosure
from monitor.alert.text import cut, one_line
from monitor.errors import InputError
from monitor.model import AlertKind, InDoubt, Parcel, ParcelKind, Refused, SendOutcome, Sent, TryLater

TIMEOUT = 30.0
RETRY = timedelta(minutes=2)
SUBJECT_UNITS = 150
_FORM = "write it like smtp+starttls://user:password@mail.example.org:587, smtps://... or smtp://localhost"


class Email:
    """One address, or several parted by commas, through one server."""

    edits = False
    enclosures_of: Callable[[str], Awaitable[Sequence[Enclosure]]] | None = None

    def __init__(self, url: str, to: str, sender: str, name: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps", "smtp+starttls"} or not parts.hostname:
            raise InputError(f"channel {name!r}: its secret is no address of a mail server; {_FORM}")
        self._parts, self._to, self._sender = parts, to, sender or f"basewatch@{parts.hostname}"

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Send a mail; an edit of one that was sent is nothing."""
        if parcel.kind is ParcelKind.EDIT and message_id:
            return Sent(remote_id=message_id)
        mail = mail_of(parcel, self._sender, self._to, message_id)
        if parcel.about is AlertKind.DIGEST and self.enclosures_of is not None:
            enclose(mail, parcel.message.html, await self.enclosures_of(parcel.thread))
        return await asyncio.to_thread(self._send, mail, message_id or str(mail["Message-ID"]))

    def _send(self, mail: EmailMessage, remote_id: str) -> SendOutcome:
        given = False
        try:
            with self._connected() as server:
                given = True
                refused = server.send_message(mail)
        except smtplib.SMTPResponseException as error:
            return self._answered(error.smtp_code, type(error).__name__, whole=isinstance(error, smtplib.SMTPAuthenticationError))
        except smtplib.SMTPRecipientsRefused as error:
            return self._answered(max(code for code, _ in error.recipients.values()), "no recipient was taken", whole=True)
        except (smtplib.SMTPException, OSError) as error:
            if given and not isinstance(error, ConnectionRefusedError):
                return InDoubt(reason=type(error).__name__)
            return TryLater(after=RETRY, reason=type(error).__name__, whole_channel=True)
        return Refused(reason="some recipients were refused") if len(refused) == len(self._to.split(",")) else Sent(remote_id=remote_id)

    def _connected(self) -> smtplib.SMTP:
        parts = self._parts
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(parts.hostname or "", parts.port or 465, timeout=TIMEOUT)
        else:
            server = smtplib.SMTP(parts.hostname or "", parts.port or (587 if "starttls" in parts.scheme else 25), timeout=TIMEOUT)
        if parts.scheme == "smtp+starttls":
            server.starttls()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        return server

    @staticmethod
    def _answered(code: int, what: str, *, whole: bool) -> SendOutcome:
        if 400 <= code < 500:
            return TryLater(after=RETRY, reason=f"{what}: {code}", whole_channel=True)
        return Refused(reason=f"{what}: {code}", whole_channel=whole)

    async def close(self) -> None:
        """Nothing is kept open."""


def enclose(mail: EmailMessage, html: str, enclosures: Sequence[Enclosure]) -> None:
    """Show the pictures in the mail, attach the rest."""
    pictures = [one for one in enclosures if one.is_picture]
    body = mail.get_body(("html",))
    if pictures and isinstance(body, EmailMessage):
        body.set_content(as_mail(html, [(one.name, one.caption) for one in pictures]), subtype="html")
        for one in pictures:
            body.add_related(one.content, "image", "png", cid=f"<{one.name}>", filename=one.name, disposition="inline")
    for one in enclosures:
        if not one.is_picture:
            mail.add_attachment(one.content, "text", "html", filename=one.name, params={"charset": "utf-8"})


def mail_of(parcel: Parcel, sender: str, to: str, first: str) -> EmailMessage:
    """A parcel as a mail; ``first``: the Message-ID of the first mail of its thread, empty for the first."""
    mail = EmailMessage()
    headline = one_line(parcel.message.plain.partition("\n")[0])
    mail["Subject"] = cut(f"Re: {headline}" if first else headline, SUBJECT_UNITS) or "basewatch"
    mail["From"], mail["To"] = sender, to
    mail["Date"] = format_datetime(parcel.created_at)
    key = blake2b(parcel.dedup_key.encode(), digest_size=16).hexdigest()
    mail["Message-ID"] = f"<{key}@basewatch.invalid>"
    mail["Auto-Submitted"] = "auto-generated"
    if first:
        mail["In-Reply-To"] = mail["References"] = first
    mail.set_content(with_addresses(parcel.message.html))
    mail.add_alternative(as_mail(parcel.message.html), subtype="html")
    return mail
