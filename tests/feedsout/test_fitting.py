"""Words and addresses made fit for documents."""

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from monitor.feedsout.fitting import address, fit
from tests.feedsout.cap_standard import _URI
from tests.feedsout.makers import urls


@given(st.text())
def test_fit_text_stands_in_an_xml_document(text: str) -> None:
    """Whatever it was; fit twice is fit once."""
    etree.Element("x").text = fit(text)
    assert fit(fit(text)) == fit(text)
    fit(text).encode()


def test_letters_joiners_and_isolates_stay() -> None:
    """Persian needs its joiners, and we set the isolates ourselves."""
    assert fit("\u2068پایگاه می\u200cشود\u2069 🇮🇶 é\n2") == "\u2068پایگاه می\u200cشود\u2069 🇮🇶 é\n2"


@pytest.mark.parametrize(("written", "expected"), [
    ("https://x.example/a?b=c&d=%20#e", "https://x.example/a?b=c&d=%20#e"),
    ("https://x.example/سلام", "https://x.example/%D8%B3%D9%84%D8%A7%D9%85"),
    ("https://пример.example/", "https://xn--e1afmkfd.example/"),
    ("https://x.example/100%/[1]", "https://x.example/100%25/%5B1%5D"),
    ("https://[::1]:8787/", "https://[::1]:8787/"),
    ("javascript:alert(1)", ""), ("https://user:pass@x.example/", ""), ("ftp://x.example/", ""), ("//x.example", ""), ("", ""),
])
def test_an_address_becomes_ascii_or_nothing(written: str, expected: str) -> None:
    """Percent signs that stand for something stay as they are."""
    assert address(written) == expected


@given(urls)
def test_every_address_is_a_uri_of_the_web(url: str) -> None:
    """By the characters of RFC 3986, or it is empty."""
    found = address(url)
    assert not found or (_URI.fullmatch(found) and found.startswith(("http://", "https://")))
