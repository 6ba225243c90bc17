"""XML documents (lxml), written only; every text goes through here, so that none can break out of its element."""

from typing import TypeAlias

from lxml import etree

from monitor.feedsout.fitting import fit

Element: TypeAlias = etree._Element  # noqa: SLF001  lxml names its type so
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'


def root(namespace: str, tag: str, **prefixes: str) -> Element:
    """The root of a document, in a default namespace."""
    known: dict[str | None, str] = {None: namespace}
    return etree.Element(f"{{{namespace}}}{tag}", nsmap=known | prefixes)


def child(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A further child; ``tag`` in the parent's namespace unless it names one (``{...}tag``)."""
    name = tag if tag.startswith("{") else f"{{{etree.QName(parent).namespace}}}{tag}"
    made = etree.SubElement(parent, name, {key: fit(value) for key, value in attributes.items()})
    if text:
        made.text = fit(text)
    return made


def document(top: Element) -> bytes:
    """The document for people too: an element a line."""
    return _DECLARATION + b"\n" + bytes(etree.tostring(top, encoding="UTF-8", xml_declaration=False, pretty_print=True))


def one_line(top: Element) -> bytes:
    """The same document on one line, so that several can follow each other in a stream; line feeds within are escaped."""
    written = bytes(etree.tostring(top, encoding="UTF-8", xml_declaration=False))
    return _DECLARATION + written.replace(b"\n", b"&#10;") + b"\n"
