"""What happened in a day: as a message that fits, as text, Markdown, HTML and JSON."""
