"""In GitHub Actions: a summary of the job, and annotations that its log's reader understands."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from reporting import CONTENT, finding_of, hostile, report_of, result_of

from pyjuliann.parity.causes.diagnosis import Diagnosis, Edit, Repair, Search
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.pairing.python_code import place_of
from pyjuliann.parity.results import github, markdown
from pyjuliann.parity.results.content import content
from pyjuliann.parity.results.reports import PairReport
from pyjuliann.parity.running.probed import ProbePlace, ProbeReport


@pytest.fixture
def actions(tmp_path, monkeypatch):
    """A job: its workspace, its summary, and the lines of its log."""
    summary, lines = tmp_path / "summary", []
    workspace = tmp_path / "work: 100%, of it"
    workspace.mkdir()
    for name, value in (("ACTIONS", "true"), ("STEP_SUMMARY", summary), ("WORKSPACE", workspace)):
        monkeypatch.setenv(f"GITHUB_{name}", str(value))
    return workspace, summary, lines


def fields(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as GitHub does."""
    assert "\n" not in line
    assert "\r" not in line
    _, head, message = line.split("::", 2)
    kind, _, listed = head.partition(" ")
    facts = dict(part.split("=", 1) for part in listed.split(",")) if listed else {}
    return kind, {name: unquote(value) for name, value in facts.items()}, unquote(message)


def report_at(file: Path | str, line: int, source=None, **facts):
    edit = Edit("x", line, "rem(h, 24)", "mod(h, 24)")
    search = Search((Repair("julia", str(file), (edit,), 1, 60, "patch"),))
    finding = finding_of(result_of(1.0, 2.0), diagnosis=Diagnosis("floor", "floor division", search=search), **facts)
    return content(report_of(PairReport("f ~ g", "m.f", "g", "differ", cases=3, findings=(finding,), source=source)))


def test_an_annotation_stands_at_the_line_that_the_search_names(actions):
    workspace, summary, lines = actions
    (workspace / "src").mkdir()
    file = workspace / "src" / "mine, 100%: a.jl"
    file.touch()
    report = report_at(file, 12, source=(str(file), 1))
    github.publish(report, lines.append)
    (line,) = lines
    assert line.startswith("::error file=src/mine%2C 100%25%3A a.jl,line=12,title=")
    kind, facts, message = fields(line)
    assert (kind, facts["title"]) == ("error", "f ~ g: value: 3 of 3 cases of vectors")
    assert "rem(h, 24) → mod(h, 24): all 60 cases tried agree" in message.splitlines()[-1]
    assert summary.read_text() == markdown.render(report)


def test_else_at_the_function_else_at_the_test_else_nowhere(actions, tmp_path):
    workspace, _, _ = actions
    inside, outside = workspace / "mine.py", tmp_path / "installed.py"
    inside.touch()
    outside.touch()
    linked = tmp_path / "link.py"
    linked.symlink_to(inside)
    for source, test, expected in [
        ((str(inside), 7), None, ("mine.py", "7")),
        ((str(linked), 7), None, ("mine.py", "7")),
        ((str(outside), 7), (str(inside), 3), ("mine.py", "3")),
        ((str(outside), 7), None, (None, None)),
        (None, None, (None, None)),
        ((str(workspace / "gone.py"), 7), None, (None, None)),
    ]:
        report = report_at("", 0, source=source)
        if test:
            report["pairs"][0]["findings"][0]["test"] = {"file": test[0], "line": test[1]}
        (found,) = github.annotated(report)
        _, facts, _ = fields(found.command(workspace))
        assert (facts.get("file"), facts.get("line")) == expected


def test_what_could_not_be_checked_and_stale_expectations_are_told_too(actions):
    _, _, lines = actions
    stale = PairReport("a ~ b", "m.a", "b", "differ", stale=("gone\nby",))
    github.publish(content(report_of(stale), [("h ~ k", "no such function: k")]), lines.append)
    assert [fields(line)[2] for line in lines] == ["stale: gone\nby", "no such function: k"]


def test_hostile_texts_make_no_commands(actions):
    _, _, lines = actions
    report = hostile()
    report["pairs"][0]["name"] = "a,b::error::c\r\n::stop-commands::x\n"
    report["errors"][0]["message"] = "50%0A\r\n::set-output name=x::y" + "z" * 9000
    github.publish(report, lines.append)
    assert {fields(line)[0] for line in lines} == {"error"}
    _, _, message = fields(lines[-1])
    assert message.startswith("50%0A\\r\n::set-output name=x::y")
    assert len(message) == 4001
    assert "::stop-commands" in fields(lines[0])[1]["title"]


def test_no_more_annotations_than_github_shows_and_the_rest_is_counted(actions):
    _, _, lines = actions
    for count, notices in ((10, []), (13, ["3 more,"])):
        lines.clear()
        finding = finding_of(result_of(1.0, 2.0))
        pairs = [PairReport(f"f{k}", "m.f", "g", "differ", cases=3, findings=(finding,)) for k in range(count)]
        github.publish(content(report_of(*pairs)), lines.append)
        kinds = [fields(line)[0] for line in lines]
        assert kinds == ["error"] * 10 + ["notice"] * len(notices)
        assert [fields(line)[2][:7] for line in lines[10:]] == notices


def test_the_summary_is_added_to_what_is_there_within_what_github_takes(actions):
    _, summary, lines = actions
    summary.write_text("before")
    github.publish(CONTENT, lines.append)
    assert summary.read_text() == f"before\n{markdown.render(CONTENT)}"
    summary.write_text("x" * (github.MOST_BYTES - 1200))
    github.publish(CONTENT, lines.append)
    assert github.MOST_BYTES - 1190 < summary.stat().st_size <= github.MOST_BYTES
    assert "Left out" in summary.read_text()
    summary.write_text("x" * (github.MOST_BYTES - 20))
    lines.clear()
    github.publish(CONTENT, lines.append)
    assert "no room left" in lines[-1]
    assert summary.stat().st_size == github.MOST_BYTES - 20


@pytest.mark.parametrize(
    ("name", "why"),
    [("", "GITHUB_STEP_SUMMARY is not set"), (".", "Is a directory"), ("nowhere/summary", "No such file")],
)
def test_a_summary_that_cannot_be_written_is_told(actions, monkeypatch, name, why):
    workspace, _, lines = actions
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(workspace / name) if name else "")
    github.publish(CONTENT, lines.append)
    assert [fields(line)[0] for line in lines] == ["error", "error", "warning"]
    assert why in fields(lines[-1])[2]
    assert list(workspace.iterdir()) == []


@pytest.mark.parametrize("value", ["", "false", "1"])
def test_elsewhere_nothing_is_told(actions, monkeypatch, value):
    _, summary, lines = actions
    monkeypatch.setenv("GITHUB_ACTIONS", value)
    github.publish(CONTENT, lines.append)
    assert lines == []
    assert not summary.exists()


def test_a_report_says_where_the_function_stands():
    def own(x):
        return x

    own.__wrapped__ = own  # wraps itself
    assert place_of(own) is None
    del own.__wrapped__
    expected = {"file": __file__, "line": own.__code__.co_firstlineno}
    assert PairReport.of(pair(own, "sin"), []).to_dict()["source"] == expected
    assert PairReport.of(pair(np.sin, "sin"), []).to_dict()["source"] is None
    assert CONTENT["pairs"][0]["source"] is None
    source = Path(__file__).read_text(encoding="utf-8").splitlines()
    assert place_of(Counted) == (__file__, source.index("class Counted:") + 1)
    assert place_of(int) is None


class Counted:
    def step(self):
        return 1


def test_an_annotation_stands_at_the_probe_where_no_change_was_found(actions):
    workspace, _, lines = actions
    (workspace / "mine.jl").touch()
    place = ProbePlace("x", 1, 1, "/nowhere/mine.py", 3, str(workspace / "mine.jl"), 7)
    probes = ProbeReport("value", place, compare(1.0, 2.0))
    finding = finding_of(result_of(1.0, 2.0), probes=probes)
    source = (str(workspace / "mine.jl"), 1)
    pairs = PairReport("f ~ g", "m.f", "g", "differ", cases=3, findings=(finding,), source=source)
    github.publish(content(report_of(pairs)), lines.append)
    assert fields(lines[0])[1]["line"] == "7"
