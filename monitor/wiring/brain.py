"""What decides, loaded from the files it was trained and written into."""

import gc
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.errors import ModelFileError
from monitor.model import Article, Base, Config, Report, UserPlace
from monitor.wiring import heap

if TYPE_CHECKING:
    from monitor.judge.gazetteer import Gazetteer
    from monitor.judge.judging import Judge, Scorer


@dataclass(frozen=True, slots=True)
class Brain:
    """What decides: loaded once, rebuilt when config.yaml changes."""

    judge: "Judge"
    gazetteer: "Gazetteer"
    scorer: "Scorer"
    origin: tuple[Path, tuple[UserPlace, ...]]
    """The folder of the model and the user's places it was loaded with."""

    def reports(self, article: Article) -> Sequence[Report]:
        """The attacks an article tells of."""
        from monitor.judge.facts import read_reports

        return read_reports(article, self.gazetteer)


SHIPPED_MODELS = Path(__file__).resolve().parents[2] / "models"


def model_dir(config: Config) -> Path:
    """Where the model lies: as configured from the working directory or beside config.yaml; without a key also as shipped.

    Raises ModelFileError where the key names a folder without a model: another one than the one asked for would be a surprise.
    """
    given = Path(config.model_dir)
    places = (given, Path(config.path).resolve().parent / given)
    found = next((place for place in places if (place / "manifest.json").exists()), None)
    if found is None and given != Path("models"):
        raise ModelFileError(f"{config.path}: models: {given} holds no manifest.json; name the folder of a model, or remove the key "
                             "to use the one that basewatch came with")
    return found or SHIPPED_MODELS


def load_brain(config: Config, before: Brain | None = None) -> Brain:
    """Gazetteer, classifier and watches; :class:`monitor.errors.ModelFileError` where the files are not usable.

    ``before``: a brain whose gazetteer and model serve on where config.yaml changed neither their folder nor its places.
    """
    origin = (model_dir(config), config.places)
    if before is not None and before.origin == origin:
        return replace(before, judge=_judge(config, before.scorer))
    # The trees of scikit-learn start a team of threads for each of hundreds of small steps; where the cores are busy
    # these wait for each other (measured: 1.7 s a batch instead of 0.02 s). OpenMP reads this when it is first loaded.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    heap.share_arenas()
    from monitor.judge.classifier import load_classifier
    from monitor.judge.gazetteer_file import load_gazetteer

    folder, places = origin
    gazetteer = load_gazetteer(folder / "gazetteer", places)
    classifier = load_classifier(folder, gazetteer)
    # What was loaded stays: the garbage collector need not walk through it again and again (measured: 10 % of a replay).
    gc.collect()
    gc.freeze()
    heap.give_back()
    return Brain(_judge(config, classifier), gazetteer, classifier, origin)


def _judge(config: Config, scorer: "Scorer") -> "Judge":
    from monitor.judge.judging import Judge
    from monitor.judge.keywords import WatchMatcher

    return Judge(config.watches, WatchMatcher(config.watches), scorer)


def load_facts(config: Config) -> Callable[[Article], Sequence[Report]]:
    """The reader of facts alone; it needs the gazetteer and no model."""
    from monitor.judge.facts import read_reports
    from monitor.judge.gazetteer_file import load_gazetteer

    gazetteer = load_gazetteer(model_dir(config) / "gazetteer", config.places)
    return lambda article: read_reports(article, gazetteer)


def load_bases(config: Config) -> dict[str, Base]:
    """The bases of the gazetteer by id, the user's own among them."""
    from monitor.judge.gazetteer_file import load_gazetteer

    return {base.id: base for base in load_gazetteer(model_dir(config) / "gazetteer", config.places).bases}
