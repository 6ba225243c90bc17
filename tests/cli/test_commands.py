"""Every command as a process: what it prints where, and how it ends."""

import csv
import gzip
import io
import os
import socket
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest

from monitor.cli.root import COMMANDS, SUMMARIES
from monitor.model import Decision, Held, HeldReason, Plan
from monitor.store import Store
from tests.alert.makers import article, incident
from tests.cli.running import Folder, folder
from tests.config.texts import GOOD
from tests.shared import ROOT

PAGE = """<html lang="en"><head><title>Rockets land near camp</title></head><body><article><h1>Rockets land near camp</h1>
<p>Five rockets landed near a camp in the west of the country on Sunday evening, an officer said. Nobody was hurt.</p>
<p>The camp is home to soldiers of several countries, who took shelter for an hour until the alarm was lifted again.</p>
</article></body></html>"""


ITEM = b'{"title": "Rockets hit Ain al-Asad air base in Iraq", "published": "2026-11-22T18:05:00Z"}\n'


@pytest.fixture
def here(tmp_path: Path) -> Folder:
    """A folder with a configuration."""
    return folder(tmp_path)


@pytest.fixture
def stored(here: Folder) -> Folder:
    """A folder with a store that knows one incident and one item that was held."""
    now = datetime.now(UTC)
    with Store.open(f"sqlite:///{here.path}/data/monitor.db") as store:
        seen = article(key="x", seen_at=now, published=now)
        held = Held(article="x", reason=HeldReason.NO_WATCH)
        store.commit(Plan(decisions=(Decision(article=seen, held=held),),
                          incidents=(incident(alerted=True, opened_at=now - timedelta(hours=1), updated_at=now),)))
    return here


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    """``monitor --help`` answers within 0.3 s of CPU, without model, network or database."""
    code = ("import sys, time\nfrom monitor.cli.root import root\n"
            "try: root(['--help'], prog_name='monitor')\nexcept SystemExit: pass\n"
            "heavy = {'sklearn', 'aiohttp', 'sqlalchemy', 'numpy', 'trafilatura', 'telegram', 'lxml', 'rich'} & set(sys.modules)\n"
            "print(sorted(heavy), time.process_time(), file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    heavy, seconds = done.stderr.strip().rsplit(" ", 1)
    assert heavy == "[]"
    assert float(seconds) < 0.3
    assert all(name in done.stdout for name in COMMANDS)


def test_every_command_has_a_summary() -> None:
    """The table that --help shows without importing anything."""
    assert set(COMMANDS) == set(SUMMARIES)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    """Its own --help says what the table says, and more."""
    from click.testing import CliRunner

    from monitor.cli.root import root

    done = CliRunner().invoke(root, [name, "--help"])
    assert done.exit_code == 0
    assert done.output.startswith("Usage: root " + name)


def test_a_right_configuration_ends_in_0_and_a_wrong_one_in_2(here: Folder) -> None:
    """--config stands before or behind the command."""
    done = here.run("check-config")
    assert (done.returncode, b"2 feeds, 1 watches, 1 channels: all right" in done.stdout) == (0, True)
    (here.path / "other.yaml").write_text("feeds: 1\n", encoding="utf-8")
    for arguments in (("check-config", "--config", "other.yaml"), ("--config", "other.yaml", "check-config")):
        wrong = here.process(*arguments)
        assert wrong.returncode == 2
        assert wrong.stderr.startswith(b"other.yaml:1: feeds: 1 is no list")
        assert b"Traceback" not in wrong.stderr
    missing = here.run("check-config", "--config", "nowhere.yaml")
    assert (missing.returncode, b"cannot be read" in missing.stderr) == (2, True)
    assert here.run("no-such-command").returncode == 2


def test_a_configuration_can_come_from_another_program(here: Folder) -> None:
    """A dash is stdin; a mistake in it is told with its line."""
    right = (here.path / "config.yaml").read_bytes()
    assert here.run("check-config", "--config", "-", stdin=right).returncode == 0
    wrong = here.run("check-config", "--config", "-", stdin=b"feeds: 5\n" + right)
    assert (wrong.returncode, wrong.stderr.startswith(b"-:")) == (2, True)
    assert here.run("check-config", "--config", "-", stdin=b"\xff").stderr == b"-:1: file: is not UTF-8 text; save it as UTF-8\n"


@pytest.mark.parametrize("command", [("sources",), ("export",), ("try-config", "config.yaml")])
def test_days_are_a_number_a_calendar_can_hold(here: Folder, command: tuple[str, ...]) -> None:
    """None and a million days are refused, a century is taken."""
    for days in ("0", "-3", "1000000", "9999999999999"):
        refused = here.run(*command, "--days", days)
        assert (refused.returncode, b"is not in the range 1<=x<=36500" in refused.stderr) == (2, True)
    assert here.run(*command, "--days", "36500").returncode == 0


def test_feeds_are_listed_added_removed_and_carried_to_other_readers(here: Folder) -> None:
    """OPML out and in again; what is there already stays alone."""
    assert here.run("feeds", "list").stdout.splitlines()[0] == b"North  [en, every 5 min]  https://north.example/rss"
    assert here.run("feeds", "add", "East", "https://east.example/rss", "--language", "fa").returncode == 0
    twice = here.run("feeds", "add", "East", "https://east.example/rss")
    assert (twice.returncode, b"already" in twice.stderr) == (2, True)
    exported = here.run("feeds", "export").stdout
    (here.path / "f.opml").write_bytes(exported)
    assert b"0 of 3 feeds added" in here.run("feeds", "import", "f.opml").stderr
    assert here.run("feeds", "remove", "East").returncode == 0
    back = here.run("feeds", "import", "f.opml")
    assert (back.stdout, back.returncode) == (b"East\n", 0)
    assert b"0 of 3 feeds added" in here.run("feeds", "import", "-", stdin=exported).stderr
    assert here.run("feeds", "import", "none.opml").returncode == 2
    assert here.run("feeds", "remove", "Nowhere").returncode == 2
    health = here.run("feeds", "health")
    assert health.stdout.splitlines()[0].startswith(b"new      North")
    assert b"# our own" in (here.path / "config.yaml").read_bytes()


def test_a_digest_comes_in_every_form(stored: Folder) -> None:
    """Data on stdout, exit code 0; a day that cannot be is refused."""
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    starts = {"text": b"1 attack reported", "html": b"<!doctype html>", "markdown": b"# 1 attack reported", "json": b"{"}
    for form, start in starts.items():
        done = stored.run("digest", "--date", today, "--format", form)
        if datetime.now(UTC).hour:  # within the first hour of a day the incident is of the day before
            assert done.stdout.startswith(start)
        assert done.returncode == 0
    assert stored.run("digest").returncode == 0
    tomorrow = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}"
    for day in (tomorrow, "9999-12-31", "1066-10-14", "0001-01-01"):
        assert b"there can be no news of that day" in stored.run("digest", "--date", day).stderr
    assert stored.run("digest", "--date", "soon").returncode == 2


def test_why_tells_of_silence_and_of_what_was_never_seen(stored: Folder) -> None:
    """By address."""
    never = stored.run("why", "https://nowhere.example/x")
    assert (never.returncode, never.stdout.startswith(b"This item was never seen")) == (0, True)


def test_incidents_are_exported_and_the_store_is_copied(stored: Folder) -> None:
    """As JSON lines and CSV; the copy opens."""
    (line,) = stored.run("export").stdout.splitlines()
    row = orjson.loads(line)
    assert (row["id"], row["facts"]["place"]) == ("i7q2", "Ain al-Asad air base")
    assert "signature" not in row["members"][0]
    (cells,) = csv.DictReader(io.StringIO(stored.run("export", "--format", "csv").stdout.decode()))
    assert (cells["incident"], cells["alerted"]) == ("i7q2", "True")
    assert stored.run("backup", "copy.db").returncode == 0
    with sqlite3.connect(stored.path / "copy.db") as copy:
        assert copy.execute("select count(*) from incidents").fetchone() == (1,)


def test_one_page_becomes_one_article_without_any_configuration(tmp_path: Path) -> None:
    """The settings of the program serve, and a note says so; also from stdin."""
    empty = Folder(tmp_path)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    for file, stdin in (("page.html", b""), ("-", PAGE.encode())):
        done = empty.run("extract", file, "--url", "https://north.example/1", stdin=stdin)
        assert b"no config.yaml here" in done.stderr
        assert done.returncode == 0, done.stderr
        assert "Five rockets landed" in orjson.loads(done.stdout)["text"]
    assert empty.run("extract", "nowhere.html", "--url", "https://north.example/1").returncode == 2


def test_bad_lines_are_told_and_cost_only_themselves(tmp_path: Path) -> None:
    """All others are done, then the exit code is 1."""
    lines = b'{"id": "a", "title": "Rockets hit an air base in Iraq"}\nno json\n[]\n{"id": "b", "title": "Cup final tonight"}\n'
    done = Folder(tmp_path).run("reports", "-", stdin=lines)
    assert [orjson.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert b"line 2: is no JSON" in done.stderr
    assert b"line 3: is no JSON object" in done.stderr
    assert done.returncode == 1
    assert Folder(tmp_path).run("reports", "-", stdin=lines.splitlines()[0]).returncode == 0
    assert Folder(tmp_path).run("reports", "nowhere.jsonl").returncode == 2


def test_a_line_number_is_that_of_the_file_and_packed_files_are_read(here: Folder) -> None:
    """Of several files the one that is meant is named; what is no whole gzip file ends in a sentence."""
    here.path.joinpath("a.jsonl").write_bytes(ITEM + b"{\n")
    here.path.joinpath("b.jsonl.gz").write_bytes(gzip.compress(b"{\n" + ITEM))
    done = here.run("replay", "a.jsonl", "b.jsonl.gz")
    assert done.returncode == 1 and b"a.jsonl: line 2: is no JSON (" in done.stderr and b"b.jsonl.gz: line 1: " in done.stderr
    assert b"2 items replayed, 2 lines skipped" in done.stderr
    assert here.run("reports", "b.jsonl.gz").stdout.count(b"\n") == 1
    here.path.joinpath("cut.gz").write_bytes(gzip.compress(ITEM * 9)[:-9])
    here.path.joinpath("plain.gz").write_bytes(ITEM)
    for command in (("replay", "cut.gz"), ("reports", "plain.gz"), ("extract", "plain.gz", "--url", "https://e.example/1")):
        refused = here.run(*command)
        assert refused.returncode == 2 and b"is no whole gzip file" in refused.stderr


@pytest.mark.parametrize("published", [
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-12-31T23:00:00Z", "0001-01-01", "1970-01-01", "soon", "", 5])
def test_a_date_that_cannot_be_is_no_date(here: Folder, published: object) -> None:
    """The item is dealt with all the same, in every command."""
    line = orjson.dumps({"id": "late", "title": "Rockets wound three US troops at Erbil air base in Iraq", "published": published})
    for command in (("reports",), ("replay", "--digest", "--held", "-")):
        done = here.run(*command, stdin=line)
        assert done.returncode == 0 and b"late" in done.stdout


def test_a_page_comes_from_an_address(here: Folder) -> None:
    """Its links are read against it."""
    here.path.joinpath("page.html").write_text(PAGE, encoding="utf-8")
    done = here.run("extract", "page.html", "--url", "example.org")
    assert done.returncode == 2 and b"--url example.org: is no address of a page" in done.stderr


def test_a_model_that_is_not_where_the_key_says_is_not_replaced_by_another(here: Folder) -> None:
    """The folder is named with its key, and the exit code is that of a wrong configuration; without the key the shipped one serves."""
    config = here.path / "config.yaml"
    for folder_name in ("/nonexistent", "nonexistent"):
        config.write_text(f"{GOOD}models: {folder_name}\n", encoding="utf-8")
        for command in (("why", "words"), ("classify",), ("reports",), ("once",)):
            done = here.run(*command)
            assert done.returncode == 2 and f"models: {folder_name} holds no manifest.json; name".encode() in done.stderr
    config.write_text(GOOD, encoding="utf-8")
    assert here.run("reports", stdin=ITEM).returncode == 0


def test_feeds_that_nobody_answers_for_are_told_in_words(tmp_path: Path) -> None:
    """A line per feed, a remedy at the end, and the exit code says that the work failed."""
    with socket.socket() as closed:  # bound and not listening: nobody else can take it
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/rss"
        tmp_path.joinpath("config.yaml").write_text(
            f"feeds: [{{name: North, url: '{url}'}}]\nwatches: [{{name: w, keywords: [x]}}]\nchannels: [{{name: c, kind: console}}]\n"
            f"fetch: {{allow_private: true}}\nmodels: {ROOT}/models\n", encoding="utf-8")
        done = Folder(tmp_path).process("once")
    assert done.returncode == 1
    assert b"North: nothing listens at its address\n" in done.stdout
    assert b"no feed answered; is there a network?" in done.stderr


@pytest.mark.parametrize("source", ["sqlite:///nowhere.db", "sqlite:///", "foo", "mysql://x/y"])
def test_a_store_that_is_not_there_is_not_copied(here: Folder, source: str) -> None:
    """Nothing is made, and the forms of a store are named."""
    done = here.run("migrate-store", source, "sqlite:///new.db")
    assert (done.returncode, b"write sqlite:///FOLDER/FILE.db or postgresql://" in done.stderr) == (2, True)
    assert not list(here.path.glob("*.db"))


def test_the_model_judges_items_texts_and_another_configuration(stored: Folder) -> None:
    """classify, why TEXT, try-config: one model, one folder."""
    line = b'{"id": "a", "title": "Rockets hit US troops at air base in Iraq", "published": "2026-03-01"}\nbad\n'
    done = stored.run("classify", stdin=line)
    assert done.returncode == 1, done.stderr
    verdict = orjson.loads(done.stdout)
    assert set(verdict) == {"id", "label", "probability", "alert", "watch", "reasons", "model"}
    told = stored.run("why", "Rockets hit US troops at air base in Iraq")
    assert told.stdout.startswith(b"It would alert.\n") and b"probability of an attack" in told.stdout
    assert stored.run("why", "Cup", "final").stdout.startswith(b"It would stay silent: ")
    tried = stored.run("try-config", "config.yaml")
    assert (tried.returncode, b"0 alerts gained, 0 lost" in tried.stderr) == (0, True)
    piped = stored.run("try-config", "-", stdin=(stored.path / "config.yaml").read_bytes())
    assert (piped.returncode, piped.stderr) == (0, tried.stderr)


def test_a_replay_ends_in_1_where_a_line_was_bad(here: Folder) -> None:
    """And says how many."""
    done = here.run("replay", "-", stdin=b'{"id": "a", "title": "Cup final", "published": "2026-03-01"}\nbad\n')
    assert done.returncode == 1, done.stderr
    assert b"1 items replayed, 1 lines skipped" in done.stderr


@pytest.mark.parametrize(("shell", "part"), [("zsh", b"#compdef monitor"), ("fish", b"complete "), ("bash", b"_monitor_completion")])
def test_shells_get_their_completion(here: Folder, shell: str, part: bytes) -> None:
    """Each its own script."""
    assert part in here.run("completion", shell).stdout


def test_completion_knows_the_commands(here: Folder) -> None:
    """Asked as bash asks."""
    asked = here.process(_MONITOR_COMPLETE="bash_complete", COMP_WORDS="monitor check", COMP_CWORD="1")
    assert b"plain,check-config" in asked.stdout


def test_a_reader_of_items_that_leaves_is_no_error(here: Folder) -> None:
    """``monitor reports FILE | head -0``: the broken pipe is not taken for a file that cannot be read."""
    here.path.joinpath("items.jsonl").write_bytes(ITEM * 3000)
    process = subprocess.Popen([sys.executable, "-m", "monitor", "reports", "items.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               cwd=here.path, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert (process.stderr.read(), process.wait(timeout=60)) == (b"", 0)
    process.stderr.close()


@pytest.mark.parametrize("command", [("reports", "items.jsonl"), ("feeds", "export"), ("--help",)])
def test_a_full_disk_ends_in_a_sentence(here: Folder, command: tuple[str, ...]) -> None:
    """The work failed, and nothing but the reason is told."""
    here.path.joinpath("items.jsonl").write_bytes(ITEM * 300)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "monitor", *command], stdout=full, stderr=subprocess.PIPE, cwd=here.path, check=False,
                              env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=60)
    assert (done.returncode, done.stderr) == (1, b"no space is left for what is printed; make room, then do it again\n")


def test_who_closes_our_output_gets_none(here: Folder) -> None:
    """As supervisors do."""
    done = subprocess.run(["/bin/sh", "-c", f"{sys.executable} -m monitor feeds list >&-"], stderr=subprocess.PIPE, cwd=here.path,
                          check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_leaves_is_no_error(stored: Folder) -> None:
    """``monitor export | head -0`` ends without a word."""
    with Store.open(f"sqlite:///{stored.path}/data/monitor.db") as store:
        now = datetime.now(UTC)
        store.commit(Plan(incidents=tuple(incident(id=f"j{n}", opened_at=now, updated_at=now) for n in range(400))))
    done = subprocess.run(f"{sys.executable} -m monitor export | true", shell=True, cwd=stored.path, capture_output=True,
                          env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_test_message_goes_to_the_console_where_no_chat_is_set_up(tmp_path: Path) -> None:
    """And says which variable is missing."""
    text = (tmp_path / "config.yaml")
    here = folder(tmp_path)
    text.write_text(text.read_text(encoding="utf-8").replace(
        "{name: console, kind: console}", "{name: tg, kind: telegram, token: 'env:NO_TOKEN_HERE', chat: '@a'}"), encoding="utf-8")
    done = here.run("channels", "test")
    assert done.returncode == 0
    assert b"env:NO_TOKEN_HERE is not set" in done.stderr
    assert b"this is a test message" in done.stdout
    listed = here.run("channels", "list")
    assert b"tg  telegram @a  watch" in listed.stdout
    assert b"env:NO_TOKEN_HERE is not set" in listed.stdout
    assert here.run("channels", "test", "tg").returncode == 0
    nobody = here.run("channels", "test", "fax")
    assert (nobody.returncode, b"there is no channel 'fax'; there are: tg" in nobody.stderr) == (2, True)


def test_a_page_without_an_address_is_refused(tmp_path: Path) -> None:
    """Monitor serve needs one."""
    done = folder(tmp_path, 'web: ""\n').run("serve")
    assert (done.returncode, b"web: is empty" in done.stderr) == (2, True)


def test_try_config_names_what_an_edit_would_have_gained_and_lost(here: Folder) -> None:
    """A new watch for a base by keyword alone, and a word excluded: one alert more, one less, with outlet and title."""
    now = datetime.now(UTC)
    told = article(key="t", title="Rockets hit base housing US troops in Iraq, two hurt", summary="", seen_at=now, published=now)
    unseen = article(key="u", title="Camp Lemonnier: shots at the main gate", summary="", seen_at=now, published=now)
    with Store.open(f"sqlite:///{here.path}/data/monitor.db") as store:
        store.commit(Plan(decisions=tuple(Decision(article=a, held=Held(article=a.key, reason=HeldReason.NO_WATCH)) for a in (told, unseen))))
    text = (here.path / "config.yaml").read_text(encoding="utf-8")
    edited = text.replace("    keywords: [Iraq, Syria]\n", "    keywords: [Iraq, Syria]\n    exclude: [two hurt]\n  - {name: djibouti, keywords: [Camp Lemonnier], mode: keywords only}\n")
    assert edited != text
    (here.path / "edited.yaml").write_text(edited, encoding="utf-8")
    tried = here.run("try-config", "edited.yaml")
    assert (tried.returncode, b"1 alerts gained, 1 lost" in tried.stderr) == (0, True), tried.stderr
    lines = tried.stdout.decode().splitlines()
    assert [line[0] for line in lines] == ["+", "-"], lines
    assert "Camp Lemonnier" in lines[0] and "Rockets hit base" in lines[1]
