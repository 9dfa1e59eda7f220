"""The folders that an adapter begins with, a language each, as the site hands them out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

FOLDER = "templates"
LANGUAGES = ("python", "javascript", "java", "go")
_BEGAN = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP can tell: the same files, the same bytes


def template(kit: Path, language: str) -> dict[str, bytes]:
    """Return a template's files by name; ``kit`` is the folder of the kit's pages.

    That of Python is the example which the page of the protocol shows.
    """
    paths = sorted((kit / FOLDER / language).iterdir())
    files = {path.name: path.read_bytes() for path in paths if path.is_file()}
    if language == "python":
        files["adapter.py"] = (kit / "example_adapter.py").read_bytes()
    return files


def downloads(kit: Path) -> Iterator[tuple[str, bytes]]:
    """Return each template as a ZIP, and its files alone, by their place below the kit's pages."""
    for language in LANGUAGES:
        files = template(kit, language)
        yield f"{FOLDER}/{language}.zip", _zip(language, files)
        yield from ((f"{FOLDER}/{language}/{name}", data) for name, data in files.items())


def _zip(language: str, files: Mapping[str, bytes]) -> bytes:
    """A ZIP that unpacks into one folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(f"adapter-{language}/{name}", _BEGAN), data)
    return out.getvalue()
