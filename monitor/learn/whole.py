"""``monitor train --encoder``: an encoder fitted to all items, and what its like say of each item they had not seen.

::

    examples ─► five folds ─► fit, score what was held back ─► encoder_held.npz
             └► all of them ─► fit ─────────────────────────► encoder.npz
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from monitor.judge.encoder.file import ENCODER, read_encoder, write_encoder
from monitor.judge.features.reading import shown
from monitor.judge.scoring import logit
from monitor.learn import corpus, splits
from monitor.learn.corpus import Example
from monitor.learn.evaluation import FIRST_TEST_YEAR
from monitor.learn.fine_tuning import Course, chosen, fit, pieces_of
from monitor.learn.frozen import apart, load_frozen
from monitor.learn.held import HELD, Whole, key_of, read_whole, write_held
from monitor.learn.training import thinned

FOLDS = 5


def fit_whole(
    paths: Sequence[Path], base: Path, out_dir: Path, *, frozen: Sequence[Path], say: Callable[[str], None], course: Course | None = None,
) -> Whole:
    """Fit :data:`FOLDS` + 2 encoders, each some five minutes on two cores; the last one and the figures are left in ``out_dir``.

    ``base``: folder with the published encoder (config.json, model.safetensors, vocab.txt). Raises InputError.
    """
    how = course or Course()
    examples = chosen(apart(thinned(corpus.load(paths)[0]), load_frozen(frozen)))
    held: dict[int, float] = {}
    for number, (train, test) in enumerate(splits.dealt(examples, FOLDS), 1):
        say(f"encoder of fold {number} of {FOLDS}")
        held |= _said([examples[i] for i in train], [examples[i] for i in test], base, out_dir, how)
    train, test = splits.by_year(examples, FIRST_TEST_YEAR)
    say(f"encoder of the years before {FIRST_TEST_YEAR}")
    early = _said([examples[i] for i in train], [examples[i] for i in test], base, out_dir, how)
    say("encoder of all items")
    write_encoder(out_dir / ENCODER, pieces_of(base), fit(examples, base, how))
    write_held(out_dir / HELD, folds=held, early=early)
    found = read_whole(out_dir)
    assert found is not None
    return found


def _said(train: Sequence[Example], test: Sequence[Example], base: Path, folder: Path, course: Course) -> dict[int, float]:
    """Log odds of the tested items by an encoder of the others, read from its file as the one in use will be."""
    if not test:
        return {}
    path = folder / f"trial-{ENCODER}"
    write_encoder(path, pieces_of(base), fit(train, base, course))
    texts = [shown(e.article) for e in test]
    odds = logit(np.exp(read_encoder(path).log_probabilities(texts)[:, 0]))
    path.unlink()
    return {key_of(text): float(value) for text, value in zip(texts, odds, strict=True)}
