"""Who this process is, and whether another one of this machine still lives."""

import os
import socket
import uuid


def own_name() -> str:
    """Host, process id and a random part: a process id that comes again is still another owner."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def died(owner: str) -> bool:
    """Whether ``owner`` was a process of this machine that is gone; False where that cannot be known from here."""
    host, _, rest = owner.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not rest.isdigit() or int(rest) == os.getpid():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
