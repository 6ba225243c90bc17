"""A document cut, flipped and re-encoded, by seed."""

import random
from collections.abc import Iterator

ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-7", "latin-1", "cp1256", "koi8-r", "cp037", "gb18030")


def mutants(content: bytes, seed: int) -> Iterator[tuple[str, bytes]]:
    """(what was done, the bytes): three cuts, three of flipped bits, a piece doubled and a piece out, two encodings."""
    chance = random.Random(seed)
    for _ in range(3):
        end = chance.randrange(len(content) + 1)
        yield f"cut at {end}", content[:end]
    for share in (10_000, 1_000, 100):
        yield f"one bit in {share} bytes", _flipped(content, chance, share)
    start = chance.randrange(len(content) + 1)
    end = min(start + chance.randrange(5_000), len(content))
    yield f"{start}:{end} doubled", content[:end] + content[start:]
    yield f"{start}:{end} out", content[:start] + content[end:]
    for encoding in chance.sample(ENCODINGS, 2):
        yield encoding, content.decode("utf-8", "replace").encode(encoding, "replace")


def _flipped(content: bytes, chance: random.Random, share: int) -> bytes:
    changed = bytearray(content)
    for _ in range(1 + len(content) // share):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)
