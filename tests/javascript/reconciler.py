"""Reconciliations by the JavaScript, asked of a child process, and by the reference."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from javascript.child import Child
from tiia_pricebook import PriceBook, dumps
from tiia_pricing import Purchase, Usage
from tiia_pricing.reconciliation import as_dict
from tiia_pricing.reconciliation.report.letter import letter
from tiia_pricing.reconciliation.report.report_csv import as_csv
from tiia_pricing.reconciliation.result import Reconciliation
from tiia_pricing.reconciliation.vendor_export.export_files import ExportFiles
from tiia_pricing.tables.table import FileTable

Told = dict[str, Any]


class Reconciler:
    """One long-running ``reconciler.mjs``."""

    def __init__(self) -> None:
        self._child = Child("reconciler.mjs")

    def ask(self, book: PriceBook, request: Told) -> Told:
        """What the JavaScript answers to one request."""
        answer: Told = self._child.ask_of(dumps(book).decode(), request)
        return answer

    def tables(self, data: bytes, name: str) -> Told:
        """The tables that the JavaScript reads in a file, or what it refuses."""
        table = {"name": name, "data": base64.b64encode(data).decode()}
        answer: Told = self._child.ask({"table": table})
        return answer


@cache
def reconciler() -> Reconciler:
    """The process, one for the session."""
    return Reconciler()


def by_javascript(
    book: PriceBook,
    export: ExportFiles,
    usage: Iterable[Usage],
    packs: Iterable[Purchase] = (),
    readings: Mapping[str, str] | None = None,
) -> Told:
    """The JavaScript's reconciliation of tables that are read."""
    bill = {
        "tables": [_table(one) for one in export.tables],
        "passedOver": export.passed_over,
        "calendar": export.calendar,
    }
    account = {
        "usage": [_usage(one) for one in usage],
        "packs": [_pack(one) for one in packs],
        "readings": dict(readings or {}),
    }
    return reconciler().ask(book, {"bill": bill, "account": account})


def by_reference(result: Reconciliation) -> Told:
    """The same of the reference's result."""
    told = {
        "object": as_dict(result),
        "csv": as_csv(result),
        "letter": letter(result),
        "agrees": result.agrees,
    }
    found: Told = json.loads(json.dumps(told))
    return found


def _table(table: FileTable) -> Told:
    def row(one: Any) -> Told:
        return {"line": one.line, "cells": one.cells}

    return {
        "file": table.file,
        "head": row(table.head),
        "rows": [row(one) for one in table.rows],
        "titles": [row(one) for one in table.titles],
    }


def _usage(row: Usage) -> Told:
    date = f"{row.day:%Y-%m}" if row.whole_month else str(row.day)
    return {"date": date, "interface": row.interface, "calls": str(row.calls)}


def _pack(pack: Purchase) -> Told:
    return {
        "purchased_on": str(pack.day),
        "interface": pack.interface,
        "calls": str(pack.calls),
        "quantity": pack.quantity,
        "left": None if pack.left is None else str(pack.left),
    }
