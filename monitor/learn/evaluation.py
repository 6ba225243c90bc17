"""``monitor evaluate``: how well the model does on what it never saw, cut every way that matters.

Every figure is out-of-fold: the model that judged an item had seen neither its source and month nor a near copy of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import diags_array

from monitor.errors import WorkFailed
from monitor.judge.features.columns import GROUPS
from monitor.judge.features.reading import read
from monitor.judge.gazetteer import Gazetteer
from monitor.learn import baselines, corpus, model, splits
from monitor.learn.corpus import Example
from monitor.learn.held import Whole
from monitor.learn.measures import Scores, scores
from monitor.learn.training import thinned
from monitor.learn.transformers import feature_union
from monitor.model import Label

FIRST_TEST_YEAR = 2022
_LEAST_ATTACKS = 4
"""A part with fewer attacks is left out of the tables: its figures would say nothing."""
_WORST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table."""

    table: str
    name: str
    scores: Scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One of the worst errors."""

    key: str
    label: Label
    probability: float
    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All tables and the worst errors."""

    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...]
    labels: tuple[tuple[str, int, float], ...]
    """Label, items, share that alerts."""
    notes: tuple[str, ...] = ()

    def as_text(self) -> str:
        """Tables for a person."""
        lines = [f"{r.table:<16} {r.name:<28} {r.scores.as_text()}" for r in self.rows]
        lines += [f"label            {name:<28} {count} items, {share:.1%} alert" for name, count, share in self.labels]
        lines += [f"error            {m.label.value} judged {m.probability:.2f}: {m.text} {m.note}".rstrip() for m in self.mistakes]
        return "\n".join([*lines, *self.notes])

    def as_dict(self) -> dict[str, object]:
        """The same, for JSON."""
        return {
            "rows": [{"table": r.table, "name": r.name, **r.scores.as_dict()} for r in self.rows],
            "labels": [{"label": n, "items": c, "alerting": round(s, 4)} for n, c, s in self.labels],
            "mistakes": [
                {"id": m.key, "label": m.label.value, "probability": round(m.probability, 4), "text": m.text, "note": m.note}
                for m in self.mistakes],
            "notes": list(self.notes),
        }


def evaluate(
    paths: Sequence[Path], *, gazetteer: Gazetteer, threshold: float, folds: int = 8, thorough: bool = False,
    settings: model.Settings | None = None, stored: Sequence[Row] = (), whole: Whole | None = None,
) -> Evaluation:
    """Scores at ``threshold`` on the real items of ``paths``; ``stored``: those of the model in use on sets it never saw.

    ``thorough`` adds leave-one-source-out, ablation and
    learning curve (minutes). Raises WorkFailed when there is no real item to test on.
    """
    examples = thinned(corpus.load(paths)[0])
    if not any(splits.is_tested(e) for e in examples):
        raise WorkFailed("no real labelled item among the files: quality on real news cannot be measured from the own corpus alone")
    matrix = feature_union().transform([read(e.article, gazetteer) for e in examples]).tocsr()
    bench = _Bench(examples, matrix, threshold, settings or model.Settings(), tuple(splits.folds(examples, folds)), whole)
    main, tested, p = bench.row("out of fold", "shipped model", bench.folds, log_odds=bench.log_odds())
    rows = [*bench.simple(), main, *_cuts(tested, p, threshold), *bench.by_year()]
    rows += stored
    if thorough:
        rows += [*bench.by_source(), *bench.ablation(), *bench.curve()]
    return Evaluation(rows=tuple(rows), mistakes=_worst(tested, p, threshold), labels=tuple(_by_label(tested, p, threshold)))


@dataclass(frozen=True, slots=True)
class _Bench:
    """What every trial shares."""

    examples: Sequence[Example]
    matrix: Any
    threshold: float
    settings: model.Settings
    folds: tuple[splits.Split, ...]
    whole: Whole | None

    def row(
        self, table: str, name: str, parts: Sequence[splits.Split], matrix: Any = None, log_odds: NDArray[np.float64] | None = None,
    ) -> tuple[Row, list[Example], NDArray[np.float64]]:
        used = self.matrix if matrix is None else matrix
        held = model.out_of_fold(used, self.examples, parts, self.settings, log_odds)
        tested = [self.examples[i] for i in held.positions]
        p = model.weigh(held, self.examples).probabilities(held)
        return Row(table=table, name=name, scores=scores(p, [e.label for e in tested], self.threshold)), tested, p

    def simple(self) -> Iterator[Row]:
        tested = [e for e in self.examples if splits.is_tested(e)]
        labels = [e.label for e in tested]
        yield Row(table="baseline", name="keyword filter", scores=scores(baselines.keyword_filter(tested), labels, 0.5))
        positions, p = baselines.tfidf(self.examples, self.folds)
        yield Row(table="baseline", name="TF-IDF, logistic regression", scores=scores(p, [self.examples[i].label for i in positions], 0.3))

    def by_year(self) -> Iterator[Row]:
        split = splits.by_year(self.examples, FIRST_TEST_YEAR)
        if any(self.examples[i].label is Label.ATTACK for i in split[1]):
            early = self.whole.early_log_odds(self.examples) if self.whole else None
            yield self.row("by year", f"before {FIRST_TEST_YEAR} -> after", [split], log_odds=early)[0]

    def by_source(self) -> Iterator[Row]:
        for name, split in splits.by_source(self.examples):
            if sum(self.examples[i].label is Label.ATTACK for i in split[1]) >= _LEAST_ATTACKS:
                yield self.row(f"source left out{self._without}", name, [split])[0]

    @property
    def _without(self) -> str:
        """An encoder for each of these splits would take hours: they are measured without."""
        return ", no encoder" if self.whole else ""

    def ablation(self) -> Iterator[Row]:
        if self.whole:
            yield self.row("ablation", "without encoder", self.folds)[0]
        for left_out, (start, end) in GROUPS.items():
            kept = np.ones(self.matrix.shape[1], np.float32)
            kept[start:end] = 0
            yield self.row("ablation", f"without {left_out}", self.folds, (self.matrix @ diags_array(kept)).tocsr(), self.log_odds())[0]

    def log_odds(self) -> NDArray[np.float64] | None:
        """Of the encoders of the folds."""
        return self.whole.log_odds(self.examples) if self.whole else None

    def curve(self) -> Iterator[Row]:
        for share in (0.25, 0.5):
            kept = [([i for k, i in enumerate(train) if (k * 7919) % 100 < 100 * share], test) for train, test in self.folds]
            yield self.row(f"learning curve{self._without}", f"{share:.0%} of training items", kept)[0]
        real = [([i for i in train if splits.is_tested(self.examples[i]) or self.examples[i].presumed], test) for train, test in self.folds]
        yield self.row(f"learning curve{self._without}", "without own corpus", real)[0]
        own = [([i for i in train if not splits.is_tested(self.examples[i])], test) for train, test in self.folds]
        yield self.row(f"learning curve{self._without}", "own corpus (and presumed) alone", own)[0]


def _cuts(tested: Sequence[Example], p: NDArray[np.float64], threshold: float) -> Iterator[Row]:
    for table, key in (("by source", splits.family), ("by years", _era), ("by language", _language)):
        yield from _cut(table, key, tested, p, threshold)


def _cut(
    table: str, key: Callable[[Example], str], tested: Sequence[Example], p: NDArray[np.float64], threshold: float,
) -> Iterator[Row]:
    for name in sorted({key(e) for e in tested}):
        chosen = [i for i, e in enumerate(tested) if key(e) == name]
        labels = [tested[i].label for i in chosen]
        if labels.count(Label.ATTACK) >= _LEAST_ATTACKS:
            yield Row(table=table, name=name, scores=scores(p[chosen], labels, threshold))


def _language(example: Example) -> str:
    return example.article.language


def _era(example: Example) -> str:
    return next(name for last, name in ((2006, "to 2006"), (2014, "2007 to 2014"), (2021, "2015 to 2021"), (2024, "2022 to 2024"), (9999, "from 2025")) if example.year <= last)


def _by_label(tested: Sequence[Example], p: NDArray[np.float64], threshold: float) -> Iterator[tuple[str, int, float]]:
    for label in Label:
        chosen = [i for i, e in enumerate(tested) if e.label is label]
        if chosen:
            yield label.value, len(chosen), float((p[chosen] >= threshold).mean())


def _worst(tested: Sequence[Example], p: NDArray[np.float64], threshold: float) -> tuple[Mistake, ...]:
    wrong = [(abs(float(q) - (e.label is Label.ATTACK)), e, float(q)) for e, q in zip(tested, p, strict=True)
             if (q >= threshold) != (e.label is Label.ATTACK)]
    return tuple(
        Mistake(key=e.article.key, label=e.label, probability=q, text=(e.article.title or e.article.summary)[:120], note=e.note)
        for _, e, q in sorted(wrong, key=lambda w: -w[0])[:_WORST])
