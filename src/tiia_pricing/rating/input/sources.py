"""The files of an input: which they are, and how the engine reads their columns."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from stat import S_ISDIR

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.source_file import SourceFile
from tiia_pricing.tables.heads import Column, named_by, nearest

ENDINGS = (".csv", ".parquet")
_EXPECTED = say("CSV or Parquet, as tiia-pricing rate --help says")
_HEAD_BYTES = 65_536
_WHOLE_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that are named, and those of the folders that are named, in their order.

    Raises ``InputError`` for a file that is missing, has another ending, or a folder without one,
    and for a file that is there twice: its rows would be billed twice.
    """
    met = set()
    for file in _every(paths):
        if (real := os.path.realpath(file)) in met:
            text = say("the file {path} is named twice", path=str(file))
            raise InputError("file-twice", text, expected=say("each file once"))
        met.add(real)
        yield file


def _every(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not os.path.isdir(path):  # which raises nothing, for a name that is too long either
            yield _known(path)
            continue
        inside = sorted(one for one in path.rglob("*") if one.is_file() and _is_known(one))
        if not inside:
            where, text = {"file": str(path)}, say("the folder has no .csv and no .parquet")
            raise InputError("file-missing", text, where=where, expected=_EXPECTED)
        yield from inside


def _is_known(path: Path) -> bool:
    return path.suffix.casefold() in ENDINGS and not path.name.startswith((".", "_"))


def _known(path: Path) -> Path:
    where = {"file": str(path)}
    if path.suffix.casefold() not in ENDINGS:
        text = say("{name!r} ends neither in .csv nor in .parquet", name=path.name)
        raise InputError("file-unreadable", text, where=where, expected=_EXPECTED)
    ensure_file(path)
    return path


def ensure_file(path: Path) -> None:
    """Raise ``InputError`` where there is no file, or a folder."""
    try:
        if not S_ISDIR(path.stat().st_mode):
            return
        text = say("it is a folder")
    except (FileNotFoundError, NotADirectoryError):
        text = say("there is no such file")
    except OSError as error:
        text = say("cannot read: {why}", why=system_reason(error))
    raise InputError("file-missing", text, where={"file": str(path)}, expected=_EXPECTED)


def opened(
    engine: Engine,
    path: Path,
    wanted: Sequence[str],
    optional: Sequence[str] = (),
    amounts: Sequence[str] = (),
    known: Sequence[Column] = (),
) -> SourceFile:
    """Return a file with the columns ``wanted``, and perhaps those that are ``optional``.

    ``amounts`` are those of them that may have decimals; ``known`` what else they are called in
    files of ``bill``. Heads are read as they are written, so that an engine finds them.

    Raises ``InputError`` for one that misses a column or has it twice, in other words too, and for
    a column of Parquet that is no text, no date and no whole number: a fraction is never rounded.
    """
    where, form = {"file": str(path)}, _form(wanted, optional)
    read = (*wanted, *optional)
    if path.suffix.casefold() == ".csv":
        source = SourceFile(path, _head(path, form), read=read)
    else:
        found = _described(engine, path)
        source = SourceFile(
            path, tuple(name for name, _ in found), tuple(kind for _, kind in found), read
        )
    missing = [name for name in wanted if name not in source.columns]
    if missing:
        text = say("column {name!r} is missing", name=missing[0])
        raise InputError("column-missing", text, where=where, expected=form)
    if twice := [name for name in read if source.columns.count(name) > 1]:
        text = say("column {name!r} is given twice", name=twice[0])
        raise InputError("column-duplicate", text, where=where, expected=form)
    for name in read:
        if name in source.columns:
            _ensure_type(source, name, name in amounts)
    _ensure_no_other_words(source, [*map(Column, read), *known], form)
    return source


def _ensure_no_other_words(source: SourceFile, columns: Sequence[Column], form: str) -> None:
    """A column that ``bill`` would read is not passed over."""
    absent = [name for name in source.read if name not in source.columns]
    for head in source.columns:
        name = None if head in source.read else named_by(head, columns) or nearest(head, absent)
        if name:
            text = say(
                "column {head!r} would be passed over; is it {name!r}?", head=head, name=name
            )
            where = {"file": str(source.path)}
            raise InputError("column-unknown", text, where=where, expected=form)


def _form(wanted: Sequence[str], optional: Sequence[str]) -> str:
    return ",".join(wanted) + "".join(f"[,{name}]" for name in optional)


def _head(path: Path, form: str) -> tuple[str, ...]:
    """The cells of the first line; raises ``InputError`` for a file that has none, or no text."""
    try:
        with path.open("rb") as file:
            start = file.read(_HEAD_BYTES)
        text = start.decode("utf-8-sig", "replace")
        if "\0" in text or "\ufffd" in text.partition("\n")[0]:
            raise _no_csv(path, say("the file is not CSV in UTF-8"), form)
        row = next(csv.reader(io.StringIO(text)), [])
    except csv.Error as error:
        raise _no_csv(path, say("the file is not CSV in UTF-8"), form) from error
    except OSError as error:
        raise _no_csv(path, say("cannot read: {why}", why=system_reason(error)), form) from error
    if not text.strip():
        raise _no_csv(path, say("the file is empty"), form)
    return tuple(cell.strip() for cell in row)


def _no_csv(path: Path, text: str, form: str) -> InputError:
    expected = say("CSV in UTF-8 that begins with {form}", form=form)
    return InputError("file-unreadable", text, where={"file": str(path)}, expected=expected)


def _described(engine: Engine, path: Path) -> list[tuple[str, str]]:
    try:
        return engine.columns(path)
    except InputError:
        raise
    except Exception as error:
        where = {"file": str(path)}
        text = say("it does not read as Parquet")
        raise InputError("file-unreadable", text, where=where, expected=_EXPECTED) from error


def _ensure_type(source: SourceFile, column: str, amount: bool) -> None:
    kind = source.type_of(column)
    dates = column in {"date", "purchased_on"}
    decimal = kind.startswith("DECIMAL")
    if column in {"account", "interface", "month", "unit_price"} or (amount and decimal):
        return
    whole = kind.removeprefix("U") in _WHOLE_NUMBERS or (decimal and kind.endswith(",0)"))
    if source.is_text(column) or (kind == "DATE" if dates else whole):
        return
    expected = say("text or DATE") if dates else say("text or whole numbers")
    raise InputError(
        "column-type",
        say("column {name!r} is of type {kind}", name=column, kind=kind),
        where={"file": str(source.path)},
        expected=say("text or DECIMAL") if amount else expected,
    )
