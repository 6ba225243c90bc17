"""Where the pages listen, and under which names they may be asked for. Pure."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from monitor.errors import InputError
from monitor.model import Config


def listening(config: Config, token: str) -> tuple[str, int]:
    """Host and port; beyond loopback only where there is a token to sign in with, else InputError."""
    host, _, port = config.web_bind.rpartition(":")
    host = host.strip("[]")
    problem = f"{config.path}:1: web: {config.web_bind!r} is no loopback address with a port; write 127.0.0.1:8787"
    try:
        loopback = ip_address(host).is_loopback
        if not 0 < int(port) < 65_536:
            raise InputError(problem)
    except ValueError as error:
        raise InputError(problem) from error
    if not loopback and not token:
        raise InputError(f"{problem}, or set web_token: env:NAME and put a long random word into that variable")
    return host, int(port)


def known_host(header: str, config: Config) -> bool:
    """Whether a ``Host`` header names us: a bare address, localhost, or the host of ``web_url``.

    Any other name may be one that a stranger's page had pointed at us (DNS rebinding); a bare address cannot be.
    """
    try:
        name = (urlsplit(f"//{header}").hostname or "").rstrip(".")
        _ = urlsplit(f"//{header}").port
    except ValueError:
        return False
    if name == "localhost" or (config.web_url and name == urlsplit(config.web_url).hostname):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def home(config: Config, host: str) -> str:
    """The address under which the pages are reached, ending with a slash; ``host``: what the browser called us."""
    return config.web_url or f"http://{host}/"


def own_path(text: str, otherwise: str = "/") -> str:
    """A path on this very server, or ``otherwise``: never another site's address."""
    plain = text.isprintable() and text.isascii() and "\\" not in text
    return text if plain and text.startswith("/") and not text.startswith("//") else otherwise


def same_origin(origin: str, host: str, config: Config) -> bool:
    """Whether an ``Origin`` header names the address the browser asked, or that of ``web_url``."""
    return origin in {f"http://{host}", f"https://{host}"} or (bool(config.web_url) and f"{origin}/" == config.web_url)
