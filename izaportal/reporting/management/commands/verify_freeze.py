"""Computes the hash of every frozen quarter anew and compares: with what was stored, told and calculated."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from izaportal.core.formatting import number_of
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.verification import Verified, verify
from pillars.models import Programme

HASH_SHOWN = 12
COLUMNS = ("programma", "kwartaal", "versie", "hash", "uitkomst")


class Command(BaseCommand):
    help = "Rekent de hash van elke vaststelling na en vergelijkt de resultaten waar zij op rust."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--programme", help="alleen dit programma, zoals nml-o")
        parser.add_argument("--quarter", type=_quarter, help="alleen dit kwartaal, zoals 2026-Q2")
        parser.add_argument("--json", action="store_true", help="schrijf JSON in plaats van een tabel")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["programme"]
        if slug is not None and not Programme.objects.filter(slug=slug).exists():
            raise CommandError(f"Er is geen programma {slug}.")
        found = list(verify(programme=slug, quarter=options["quarter"]))
        self.stdout.write(_as_json(found) if options["json"] else _as_table(found))
        wrong = sum(bool(one.findings) for one in found)
        if wrong:
            raise CommandError(f"{wrong} van de {len(found)} vaststellingen kloppen niet.")


def _quarter(text: str) -> Quarter:
    try:
        return Quarter.parse(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong


def _as_json(found: list[Verified]) -> str:
    rows = [
        {
            "programme": one.programme,
            "quarter": one.quarter.key,
            "version": one.version,
            "sha256": one.sha256,
            "findings": list(one.findings),
        }
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _as_table(found: list[Verified]) -> str:
    """One line a version, and each finding on a line of its own below it."""
    if not found:
        return "Er is nog geen kwartaal vastgesteld."
    rows = [COLUMNS, *(_cells(one) for one in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = []
    for row, one in zip(rows, [None, *found], strict=True):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join(cells).rstrip())
        lines += [f"    {finding}" for finding in (one.findings if one else ())]
    return "\n".join(lines)


def _cells(one: Verified) -> tuple[str, ...]:
    outcome = number_of(len(one.findings), "afwijking", "afwijkingen")
    return (
        one.programme,
        one.quarter.key,
        str(one.version) if one.version else "–",
        one.sha256[:HASH_SHOWN] or "–",
        outcome if one.findings else "klopt",
    )
