"""The encoder: pieces of text, the forward pass against the formulas written out, its file."""

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from monitor.errors import ModelFileError
from monitor.judge.encoder.file import ENCODER, read_encoder
from monitor.judge.encoder.gelu import gelu
from monitor.judge.encoder.matrix import Rows
from monitor.judge.encoder.transformer import HEADS
from monitor.judge.encoder.wordpiece import LIMIT, WordPiece
from tests.judge.encoders import LAYERS, PIECES, WIDTH, invented, small, stored
from tests.shared import ROOT

def numbers(text: tuple[str, str]) -> list[str]:
    """The pieces of a pair, as words."""
    return [PIECES[i] for i in WordPiece(PIECES).pair(*text)[0]]


def test_a_word_is_cut_into_the_longest_known_pieces() -> None:
    """From the left, later pieces marked; what cannot be cut is unknown as a whole."""
    assert numbers(("Rockets hit base2", "")) == ["[CLS]", "rocket", "##s", "hit", "base", "##2", "[SEP]"]
    assert numbers(("rocketx hit", "")) == ["[CLS]", "[UNK]", "hit", "[SEP]"]


def test_marks_accents_and_chinese_characters_stand_as_in_the_original() -> None:
    """Capitals and accents go, marks and Chinese characters stand alone, zero-width characters vanish."""
    assert numbers(("U.Caf\u00e9-基base", "")) == ["[CLS]", "u", ".", "cafe", "-", "基", "base", "[SEP]"]
    assert numbers(("ro\u200bcket", "")) == ["[CLS]", "rocket", "[SEP]"]


def test_headline_and_summary_are_told_apart_and_a_summary_alone_is_read_as_headline() -> None:
    """The second number says how many pieces are the headline's."""
    reader = WordPiece(PIECES)
    assert reader.pair("hit", "base")[1] == 3
    assert reader.pair("", "hit base") == reader.pair("hit base", "")


@given(st.text(max_size=3000), st.text(max_size=3000))
def test_no_text_is_longer_than_the_limit_and_every_piece_is_known(title: str, summary: str) -> None:
    """Whatever strangers write."""
    ids, first = WordPiece(PIECES).pair(title, summary)
    assert 2 <= first <= len(ids) <= LIMIT + 3
    assert all(0 <= i < len(PIECES) for i in ids)


def written_out(w: Mapping[str, NDArray[np.float32]], ids: list[int], first: int, words: NDArray[np.float64]) -> list[float]:
    """The formulas of the paper, number by number, for one text."""
    def linear(x: list[float], name: str) -> list[float]:
        return [sum(a * b for a, b in zip(row, x, strict=True)) + bias
                for row, bias in zip(w[f"{name}.weight"].tolist(), w[f"{name}.bias"].tolist(), strict=True)]

    def norm(x: list[float], name: str) -> list[float]:
        mean = sum(x) / len(x)
        deviation = math.sqrt(sum((v - mean) ** 2 for v in x) / len(x) + 1e-12)
        return [(v - mean) / deviation * g + b for v, g, b in zip(x, w[f"{name}.weight"].tolist(), w[f"{name}.bias"].tolist(), strict=True)]

    def softmax(x: list[float]) -> list[float]:
        raised = [math.exp(v - max(x)) for v in x]
        return [v / sum(raised) for v in raised]

    h = [norm([words[i][k] + float(w["positions"][at][k]) + float(w["sides"][int(at >= first)][k]) for k in range(WIDTH)], "embeddings.norm")
         for at, i in enumerate(ids)]
    size = WIDTH // HEADS
    for layer in range(LAYERS):
        name = f"layer.{layer}"
        q, k, v = ([linear(x, f"{name}.attention.{part}") for x in h] for part in ("query", "key", "value"))
        mixed = [[0.0] * WIDTH for _ in h]
        for head in range(HEADS):
            span = range(head * size, (head + 1) * size)
            for at in range(len(h)):
                share = softmax([sum(q[at][s] * k[other][s] for s in span) / math.sqrt(size) for other in range(len(h))])
                for s in span:
                    mixed[at][s] = sum(p * v[other][s] for other, p in enumerate(share))
        h = [norm([a + b for a, b in zip(x, linear(m, f"{name}.attention.out"), strict=True)], f"{name}.attention.norm") for x, m in zip(h, mixed, strict=True)]
        inner = [[0.5 * u * (1 + math.erf(u / math.sqrt(2))) for u in linear(x, f"{name}.in")] for x in h]
        h = [norm([a + b for a, b in zip(x, linear(u, f"{name}.out"), strict=True)], f"{name}.norm") for x, u in zip(h, inner, strict=True)]
    weight = softmax([linear(x, "pool")[0] for x in h])
    both = [sum(x[s] for x in h) / len(h) for s in range(WIDTH)] + [sum(p * x[s] for p, x in zip(weight, h, strict=True)) for s in range(WIDTH)]
    return [math.log(p) for p in softmax(linear(both, "labels"))]


def test_the_forward_pass_is_that_of_the_paper() -> None:
    """Against the formulas written out, for texts of two lengths that are computed together."""
    w = invented()
    scale = np.abs(w["words"]).max(axis=1) / 127
    words = np.rint(w["words"] / scale[:, None]) * scale[:, None].astype(np.float64)
    texts = [("rockets hit base", "base hit u."), ("hit", "")]
    found = small(w).log_probabilities(texts)
    for text, told in zip(texts, found, strict=True):
        ids, first = WordPiece(PIECES).pair(*text)
        assert told.tolist() == pytest.approx(written_out(w, ids, first, words), abs=1e-4)


@given(st.lists(st.tuples(st.sampled_from(["rockets hit base", "hit", "", "u.u.u.", "base " * 200]), st.sampled_from(["", "base", "hit rockets"])),
                min_size=1, max_size=40))
def test_the_company_of_other_texts_changes_nothing(texts: list[tuple[str, str]]) -> None:
    """In any batch and any order a text gets the same answer; probabilities sum to one."""
    encoder = small(invented())
    together = encoder.log_probabilities(texts)
    alone = np.concatenate([encoder.log_probabilities([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-4)
    assert np.allclose(np.exp(together).sum(axis=1), 1, atol=1e-5)


def test_a_stored_encoder_answers_as_before(tmp_path: Path) -> None:
    """Within what single bytes leave of a number."""
    text = [("rockets hit base", "base")]
    assert np.allclose(read_encoder(stored(tmp_path / ENCODER)).log_probabilities(text), small(invented()).log_probabilities(text), atol=0.05)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no archive", b"\x80\x04."])
def test_a_file_that_is_no_encoder_ends_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    """No traceback, nothing unpickled."""
    if content is not None:
        (tmp_path / ENCODER).write_bytes(content)
    with pytest.raises(ModelFileError, match="cannot be read as an encoder"):
        read_encoder(tmp_path / ENCODER)


def test_the_shipped_encoder_tells_the_parts_of_a_sentence() -> None:
    """Who struck whom, in wording of its own."""
    told = np.exp(read_encoder(ROOT / "models" / ENCODER).log_probabilities([
        ("Rockets slam into garrison where American soldiers are quartered", ""),
        ("American warplanes slam militia garrison in reprisal", ""),
        ("Soldiers rehearse defence of American garrison against rockets", ""),
    ]))[:, 0]
    assert told[0] > 0.8
    assert max(told[1:]) < 0.2


def test_the_nonlinearity_is_the_exact_one_in_float32() -> None:
    """A number times the normal distribution up to it, over every size a layer brings."""
    x = np.concatenate([np.linspace(-12, 12, 20_001), [0, -0.0, 1e-20, 300, -300]]).astype(np.float32)
    exact = [v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x.tolist()]
    assert np.abs(gelu(np.stack([x] * 40))[39] - exact).max() < 1e-6 * 40
    assert np.abs(gelu(x[None, :20_001])[0] - exact[:20_001]).max() < 1e-6


def test_a_matrix_in_single_bytes_multiplies_as_its_numbers_do() -> None:
    """The scales, put on afterwards, change nothing but the rounding."""
    chance = np.random.default_rng(3)
    small_bytes, scale = chance.integers(-127, 128, (30, 20)).astype(np.int8), chance.random(30).astype(np.float32)
    h = chance.normal(size=(20, 7)).astype(np.float32)
    assert np.allclose(Rows(small_bytes, scale).times(h), (small_bytes * scale[:, None]) @ h, rtol=1e-4, atol=1e-4)
