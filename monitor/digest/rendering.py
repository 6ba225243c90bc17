"""The forms of a digest under one name."""

from monitor.digest.chat import as_message
from monitor.digest.page import Pictures, as_html
from monitor.digest.structured import as_json
from monitor.digest.text import as_markdown, as_text

__all__ = ["Pictures", "as_html", "as_json", "as_markdown", "as_message", "as_text"]
