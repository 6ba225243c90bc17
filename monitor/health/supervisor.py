"""Tells systemd how we are (``Type=notify``): one datagram to the socket it named. Without systemd nothing is sent.

The protocol is that of sd_notify(3): lines of ``KEY=value`` to a Unix datagram socket; a leading ``@`` stands for the zero
byte of Linux' abstract addresses. It needs no library.
"""

import contextlib
import socket
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Supervisor:
    """systemd, or nobody."""

    address: str = ""
    watchdog: float = 0.0
    """Seconds within which it wants to hear from us; 0: never."""

    @classmethod
    def named_in(cls, environment: Mapping[str, str], pid: int) -> "Supervisor":
        """As ``NOTIFY_SOCKET``, ``WATCHDOG_USEC`` and ``WATCHDOG_PID`` say."""
        microseconds, ours = environment.get("WATCHDOG_USEC", ""), environment.get("WATCHDOG_PID", str(pid))
        watched = microseconds.isdecimal() and ours == str(pid)
        return cls(environment.get("NOTIFY_SOCKET", ""), int(microseconds) / 1e6 if watched else 0.0)

    def say(self, *lines: str) -> None:
        """``READY=1``, ``WATCHDOG=1``, ``STOPPING=1``, ``STATUS=...``; a supervisor that is gone costs nothing."""
        if not self.address:
            return
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.sendto("\n".join(lines).encode(), "\0" + self.address[1:] if self.address.startswith("@") else self.address)
