"""One hash of many files, made in one place."""

from __future__ import annotations

from pathlib import Path

from tiia_pricing.file_hashes import hash_of

SRC = Path(__file__).parents[2] / "src"


def test_the_hash_takes_in_the_names_the_bytes_and_where_each_ends(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"ab")
    other.write_bytes(b"")
    # printf '\0\0\0\0\0\0\0\1x\0\0\0\0\0\0\0\2ab' | sha256sum
    assert hash_of({"x": one}) == "a3762623d470e95187f96965cf698d0d31fcfabbd6037dec805896f83afd7a4b"
    assert hash_of({"x": one, "y": other}) == hash_of({"y": other, "x": one})
    assert len({hash_of(files) for files in ({"x": one}, {"xa": one}, {"x": other}, {})}) == 4


def test_no_other_module_adds_files_up() -> None:
    found = [path for path in SRC.rglob("*.py") if "hashlib.sha256()" in path.read_text("utf-8")]
    assert found == [SRC / "tiia_pricing/file_hashes.py"]
