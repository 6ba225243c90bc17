"""No secret in text, whatever form it takes."""

import io
import logging

import pytest
import structlog

from monitor.logs import set_up
from monitor.redaction import SECRET, Redaction

TOKEN = "987654321:AAE_token-of-tests_11111111111111111"


@pytest.mark.parametrize("text", [
    f"POST https://api.telegram.org/bot{TOKEN}/sendMessage", TOKEN.replace(":", "%3A"), f"'{TOKEN}'",
])
def test_what_looks_like_a_bot_token_goes_even_if_it_is_not_known(text: str) -> None:
    """Escaped or not."""
    assert "AAE_token" not in Redaction().clean(text)
    assert SECRET in Redaction().clean(text)


def test_passwords_in_addresses_go_and_the_rest_stays() -> None:
    """Times and ports are no secrets."""
    clean = Redaction(["topsecret"]).clean
    assert clean("postgresql://me:hunter2@host:5432/db") == f"postgresql://me:{SECRET}@host:5432/db"
    assert clean("at 12:30 on https://a.example:8080/x?topsecret") == f"at 12:30 on https://a.example:8080/x?{SECRET}"


def test_a_short_secret_does_not_take_words_out_of_the_log() -> None:
    """An empty or tiny variable is no secret."""
    assert Redaction(["", "a", "the"]).clean("the cat") == "the cat"


@pytest.mark.parametrize("as_json", [True, False])
def test_a_secret_with_odd_letters_goes_from_every_form(as_json: bool) -> None:
    """JSON writes quotes and accents in another way."""
    out, secret = io.StringIO(), 'pä"ss\\word'
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        set_up(as_json=as_json, secrets=[secret], stream=out)
        structlog.get_logger("x").info("event", value=secret)
        logging.getLogger("y").warning("said %s", secret)
    finally:
        root.handlers, root.level = before
        structlog.reset_defaults()
    assert out.getvalue().count(SECRET) == 2
    assert "word" not in out.getvalue()
