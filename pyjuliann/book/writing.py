"""The folder of a static book: written beside its place and moved there, so that it is whole or not there."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyjuliann.book.pages import ASSETS, FOLDER, Pages
from pyjuliann.book.search import index_script
from pyjuliann.language import phrase
from pyjuliann.wording import system_reason

MARK: Final = ".pyjuliann-book"
"""A file that says of a folder that a book was written there, so that a newer one may take its place."""


def why_no_folder(folder: Path) -> str:
    """Return why no book can be written at `folder`, so that nothing is run in vain; "" if one can.

    A folder that is not there, an empty one, and one that holds a book, may be written.
    """
    try:
        if not folder.exists():
            if folder.is_symlink():
                return phrase("is a link to what does not exist")
            parent = folder.parent
            if not parent.is_dir():
                return phrase("is in a folder that does not exist, {}", parent)
            may = os.access(parent, os.W_OK | os.X_OK)
            return "" if may else phrase("is in a folder that cannot be written to, {}", parent)
        if not folder.is_dir():
            return phrase("is no folder")
        if not os.access(folder, os.W_OK | os.X_OK):
            return phrase("cannot be written to")
        if any(folder.iterdir()) and not (folder / MARK).is_file():
            return phrase("is not empty, and holds no book that may be replaced")
    except OSError as error:
        return phrase("cannot be written: {}", system_reason(error))
    return ""


def files_of(pages: Pages) -> Iterator[tuple[str, str]]:
    """Yield all files of a static book: their names in its folder, and their texts."""
    yield MARK, "A book that `pyjuliann book build` wrote; another one may take its place.\n"
    yield "index.html", pages.cover()
    for name in ASSETS:
        yield name, (FOLDER / name).read_text(encoding="utf-8")
    for language in pages.languages:
        yield f"{language}/search.js", index_script(pages, language)
        for name in pages.names:
            yield f"{language}/{name}.html", pages.page(name, language)


def write_book(pages: Pages, folder: Path) -> int:
    """Write a static book, in place of an older one, and return how many pages it has.

    A folder that was not there is there with all pages or not at all. One that was, which may be somebody's current
    folder, stays, and what is in it is changed at the end.

    Raises
    ------
    OSError
        If it cannot be written; what was there before is there still.
    """
    folder = Path(os.path.realpath(folder))
    is_new = not folder.exists()
    draft = (folder.parent if is_new else folder) / f".{secrets.token_hex(8)}.tmp"
    count = 0
    try:
        for name, text in files_of(pages):
            target = draft / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            count += name.endswith(".html")
        if is_new:
            draft.rename(folder)
        else:
            _put_in_place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return count


def _put_in_place(draft: Path, folder: Path) -> None:
    """Move what is in `draft`, a folder in `folder`, to where the old files are, or leave these as they are."""
    aside = draft / "old"
    aside.mkdir()
    new = [path for path in draft.iterdir() if path != aside]
    moves = [(path, aside / path.name) for path in folder.iterdir() if path != draft]
    moves += [(path, folder / path.name) for path in new]
    done: list[tuple[Path, Path]] = []
    try:
        for before, behind in moves:
            before.rename(behind)
            done.append((before, behind))
    except BaseException:
        for before, behind in reversed(done):
            behind.rename(before)
        raise
