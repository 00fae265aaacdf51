"""The folder of a book: where it may be written, and that it is whole or as it was."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from in_process import outcome_of

from pyjuliann.book import writing
from pyjuliann.book.writing import MARK, why_no_folder, write_book


class FewPages:
    """Pages of which there are few, and of which one may not come to be."""

    languages = ("en",)
    names = ("index", "ulp")

    def __init__(self, text: str = "page", broken: bool = False) -> None:
        self.text, self.broken = text, broken

    def cover(self) -> str:
        return self.text

    def page(self, name: str, language: str) -> str:
        if self.broken and name == "ulp":
            raise OSError(28, "No space left on device")
        return f"{self.text} {name} {language}"


@pytest.fixture(autouse=True)
def no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "index_script", lambda pages, language: "")


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def written(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def test_a_book_is_written_and_replaced(tmp_path: Path) -> None:
    pages: Any = FewPages()
    assert write_book(pages, tmp_path / "book") == 3
    first = written(tmp_path / "book")
    assert set(first) == {
        MARK, "index.html", "style.css", "script.js", "en/index.html", "en/ulp.html", "en/search.js",
    }  # fmt: skip
    (tmp_path / "book" / "en" / "gone.html").write_text("of an older book")
    assert why_no_folder(tmp_path / "book") == ""
    newer: Any = FewPages("newer")
    write_book(newer, tmp_path / "book")
    assert written(tmp_path / "book") == {name: text.replace("page", "newer", 1) if name.endswith("html") else text
                                          for name, text in first.items()}  # fmt: skip
    assert names(tmp_path) == ["book"]


@pytest.mark.parametrize("there", [False, True])
def test_what_was_there_stays_if_a_page_fails(tmp_path: Path, there: bool) -> None:
    whole: Any = FewPages()
    broken: Any = FewPages("newer", broken=True)
    if there:
        write_book(whole, tmp_path / "book")
    before = written(tmp_path)
    with pytest.raises(OSError, match="No space left"):
        write_book(broken, tmp_path / "book")
    assert written(tmp_path) == before
    assert names(tmp_path) == ["book"] * there


def test_what_was_there_stays_if_moving_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages: Any = FewPages()
    write_book(pages, tmp_path / "book")
    before, rename, moved = written(tmp_path), Path.rename, []

    def fails(self: Path, target: Path) -> Path:
        moved.append(self)
        if len(moved) == 7:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    newer: Any = FewPages("newer")
    with pytest.raises(OSError, match="Input/output"):
        write_book(newer, tmp_path / "book")
    assert written(tmp_path) == before


def test_an_empty_folder_that_is_there_stays_the_same_folder(tmp_path: Path) -> None:
    number = tmp_path.stat().st_ino
    pages: Any = FewPages()
    write_book(pages, tmp_path)
    assert tmp_path.stat().st_ino == number
    assert (tmp_path / "en" / "ulp.html").is_file()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("file", "which is no folder"),
        ("file/book", "which is in a folder that does not exist"),
        ("none/book", "which is in a folder that does not exist"),
        ("full", "which is not empty, and holds no book that may be replaced"),
        ("link", "which is a link to what does not exist"),
        ("", "got '', which is no name"),
    ],
)
def test_a_folder_that_cannot_be_written_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, name: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    code, out, err = outcome_of(capsys, "book", "build", name)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("pyjuliann book build: FOLDER: expected a new or empty folder, got ")
    assert message in err
    assert (tmp_path / "full" / "mine.txt").read_text() == "mine"


def test_mistakes_are_told_in_korean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    (tmp_path / "file").write_text("")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    told = {name: outcome_of(capsys, "book", "build", name) for name in ("file", "none/book", "full", "link", "")}
    told["port"] = outcome_of(capsys, "book", "--port", "65536")
    told["language"] = outcome_of(capsys, "book", "build", "new", "--lang", "fr")
    monkeypatch.setattr("pyjuliann.commands.book.importlib.util.find_spec", lambda _: None)
    told["packages"] = outcome_of(capsys, "book", "build", "new")
    for name, (code, out, err) in told.items():
        assert (code, out) == (2, ""), name
        words = re.sub(r"^pyjuliann book( build)?: |'[^']*'|pip install", "", err)
        assert re.search("[가-힣]", words), err
        assert not re.search(r"[a-z]{2,} [a-z]{2,}", words), err


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    assert why_no_folder(tmp_path / "shut") == "cannot be written to"
    assert why_no_folder(tmp_path / "shut" / "book").startswith("is in a folder that cannot be written to")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["book", "build", "b", "--lang", "fr"], "--lang: invalid choice: 'fr'"),
        (["book", "build"], "FOLDER"),
        (["book", "build", "b", "--engine", "none"], "--engine: invalid choice"),
        (["book", "build", "b", "--engine", "recorded", "--julia", "x"], "--julia"),
        (["book", "bild"], "invalid choice: 'bild'"),
    ],
)
def test_a_mistake_in_the_arguments_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = outcome_of(capsys, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err
    assert names(tmp_path) == []


def test_a_missing_package_is_named_with_what_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(
        "pyjuliann.commands.book.importlib.util.find_spec", lambda name: None if name in ("jinja2", "pygments") else 1
    )
    code, out, err = outcome_of(capsys, "book", "build", tmp_path / "book")
    assert (code, out) == (2, "")
    assert err == "pyjuliann book build: needs the packages jinja2, pygments: pip install 'pyjuliann[book]'\n"


@pytest.mark.thorough
def test_a_book_of_one_language_has_no_link_to_the_other(tmp_path: Path, capsys: Any) -> None:
    code, out, err = outcome_of(capsys, "book", "build", tmp_path / "book", "--lang", "ko", "--engine", "recorded")
    assert (code, out) == (0, "")
    assert err.endswith("index.html: 47 pages\n")
    assert sorted(path.name for path in (tmp_path / "book").iterdir() if path.is_dir()) == ["ko"]
    assert 'hreflang="en"' not in (tmp_path / "book" / "ko" / "index.html").read_text("utf-8")
