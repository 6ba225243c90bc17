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


@pytest.mark.parametrize(("secret", "said"), [
    ("smtp://me:pass%20word%2F9@mail.example.org:587", "535 refused: me pass word/9"),
    ("https://discord.com/api/webhooks/123/abcdefghijklmnop", "POST /api/webhooks/123/abcdefghijklmnop 404"),
    ("json://user:hunter22@host/path", "Authorization: Basic dXNlcjpodW50ZXIyMg=="),
    ("https://hc.example/ping?key=abcdefghijkl", "unknown key abcdefghijkl"),
    ("a b/c d/secret", "GET /a%20b%2Fc%20d%2Fsecret"),
    ("", "Bearer xoxb-12345678"), ("", "authorization: bearer eyJhbGciOi.eyJzdWIi.sig-nature"), ("", "Basic cmVhZGVyOmZlZWQ"),
])
def test_a_secret_goes_in_parts_and_in_other_forms_too(secret: str, said: str) -> None:
    """The password and the long pieces of an address; quoted; as an authorization; none but the telling words are left."""
    clean = Redaction([secret]).clean(said)
    assert SECRET in clean
    for piece in ("pass word/9", "abcdefghijkl", "dXNlc", "secret/", "xoxb", "eyJ", "cmVh"):
        assert piece not in clean.replace(SECRET, "")


def test_a_secret_that_came_later_goes_too() -> None:
    """An edited config.yaml names another token; the one before is a secret still."""
    redaction = Redaction(["first-secret"])
    redaction.learn(["first-secret-and-more", "second-secret"])
    assert redaction.clean("first-secret first-secret-and-more second-secret") == " ".join([SECRET] * 3)


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
