"""A public quarter as open data: JSON described in the terms of DCAT, and one flat table as CSV.

Amounts and measures are decimal text in JSON; null is unknown or not applicable, never zero.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from izaportal.core.workbook import Sheet, SheetColumn, Value, write_csv
from izaportal.web.published.facts import Edition, Indicator, Money, PublicQuarter
from kpis.choices import STATUS_WORDS

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"
LICENCE_NAME = "CC0 1.0"
JSON_TYPE = "application/json; charset=utf-8"
EUROS = "EUR"
MONEY_WORDS = {
    "award": "SPUK: toegekend",
    "maximum": "SPUK: maximaal terug te betalen",
    "at_stake": "SPUK: op het spel (besteed)",
    "unsecured": "SPUK: nog niet bevestigd",
    "due_gap": "SPUK: achterstand",
    "expected": "SPUK: verwacht terug te betalen",
    "unspent": "SPUK: onbesteed",
}
MONEY_KEYS = {
    "award": "award",
    "maximum": "maximum",
    "at_stake": "atStake",
    "unsecured": "unsecured",
    "due_gap": "dueGap",
    "expected": "expected",
    "expected_low": "expectedLow",
    "unspent": "unspent",
}
REDUCTION_KEY, REDUCTION_WORDS = "careCostReductionMeasured", "Lagere zorgkosten (ZVW): gemeten, in euro"
COLUMNS = (
    SheetColumn("Programma", note="naam van het programma"),
    SheetColumn("Kwartaal", note="jaar en kwartaal, zoals 2026-Q2"),
    SheetColumn("Soort", note="indicator of bedrag"),
    SheetColumn(
        "Onderdeel", note="pijler of thema van de indicator; bedragen gelden voor het hele programma"
    ),
    SheetColumn("Id", note="blijft in elk kwartaal gelijk; leeg bij wat vertrouwelijk is"),
    SheetColumn("Naam", note="nummer in het plan en naam van de indicator, of naam van het bedrag"),
    SheetColumn("Status", note="stand van de indicator; bij een bedrag dat er niet is n.v.t. of n.t.b."),
    SheetColumn("Waarde", note="gemeten waarde of bedrag; leeg is onbekend, niet nul"),
    SheetColumn("Ondergrens", note="waarde vanaf waar het op koers is; bij een bedrag de laagste schatting"),
    SheetColumn("Bovengrens", note="waarde tot waar het op koers is; leeg is zonder grens"),
    SheetColumn("Eenheid", note="waarin waarde en grenzen zijn uitgedrukt"),
    SheetColumn("Toelichting", note="waarom de status zo is"),
    SheetColumn("Telt mee", note="of de indicator meetelt in de stand"),
    SheetColumn("Illustratief", note="ja: het cijfer is verzonnen voor een demo"),
    SheetColumn("Versie", note="hoeveelste vaststelling van dit kwartaal"),
    SheetColumn("Vaststelling", note="kenmerk van die vaststelling"),
    SheetColumn("SHA-256", note="controlegetal van die vaststelling"),
    SheetColumn("Licentie", note="onder welke voorwaarden u het gebruikt"),
)
CONTEXT = {
    "csvw": "http://www.w3.org/ns/csvw#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
DUTCH = "http://publications.europa.eu/resource/authority/language/NLD"
QUARTERLY = "http://publications.europa.eu/resource/authority/frequency/QUARTERLY"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a reader finds it again; all but `page` are of this one version."""

    picture: str
    page: str
    version: str
    json: str
    csv: str


def as_json(seen: PublicQuarter, at: Addresses) -> bytes:
    """UTF-8, the same bytes for the same version."""
    data = {"metadata": _metadata(seen, at), "quarter": _quarter(seen)}
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def as_csv(seen: PublicQuarter) -> bytes:
    """As Dutch offices read it: semicolons, a decimal comma; every row says of which version it is.

    A code has no column of its own: a spreadsheet would take 1-1 for New Year's Day.
    """
    rows = [*_indicator_rows(seen), *_money_rows(seen), _reduction_row(seen)]
    return write_csv(Sheet("Openbaar", COLUMNS, rows))


def _metadata(seen: PublicQuarter, at: Addresses) -> dict[str, Any]:
    edition = seen.edition
    return {
        "@context": CONTEXT,
        "@type": "dcat:Dataset",
        "dct:identifier": f"urn:uuid:{edition.freeze}",
        "dct:title": f"{seen.name}: voortgang {seen.quarter.long}",
        "dct:description": seen.verdict,
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": seen.name},
        "dct:language": {"@id": DUTCH},
        "dct:license": {"@id": LICENCE},
        "dct:issued": edition.published_at.isoformat(),
        "dct:modified": edition.frozen_at.isoformat(),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": seen.quarter.first_day.isoformat(),
            "dcat:endDate": seen.quarter.last_day.isoformat(),
        },
        "dct:accrualPeriodicity": {"@id": QUARTERLY},
        "dcat:version": str(edition.number),
        "dcat:keyword": ["IZA", "transformatieplan", "voortgang", seen.short_name],
        "dcat:landingPage": {"@id": at.page},
        "dcat:distribution": [
            {**_distribution("text/csv", at.csv, at.version), **_csv_table()},
            _distribution("application/json", at.json, at.version),
        ],
        "freezeId": str(edition.freeze),
        "sha256": edition.sha256,
        "illustrative": seen.illustrative or None,
    }


def _distribution(kind: str, download: str, page: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dcat:mediaType": {"@id": f"{MEDIA_TYPES}/{kind}"},
        "dcat:downloadURL": {"@id": download},
        "dcat:accessURL": {"@id": page},
        "dct:license": {"@id": LICENCE},
    }


def _csv_table() -> dict[str, Any]:
    """How the CSV is to be read, and what its columns hold."""
    columns = [{"csvw:title": column.title, "dct:description": column.note} for column in COLUMNS]
    return {
        "csvw:dialect": {"csvw:delimiter": ";", "csvw:encoding": "utf-8", "csvw:header": True},
        "csvw:decimalChar": ",",
        "csvw:tableSchema": {"csvw:column": columns},
    }


def _quarter(seen: PublicQuarter) -> dict[str, Any]:
    return {
        "programme": seen.programme,
        "quarter": seen.quarter.key,
        "verdict": seen.verdict,
        "indicatorsOnTrackOrBetter": seen.figures.good,
        "indicatorsCounted": seen.figures.total,
        "indicatorsWithheld": seen.withheld,
        "pillars": [_pillar(group.title, group.counts.items()) for group in seen.pillars],
        "indicators": [_indicator(one) for one in seen.indicators],
        "money": _money(seen.money),
        REDUCTION_KEY: _text(seen.figures.reduction_amount),
        "settings": {
            "marginPercent": _text(seen.margin_pct),
            "mediumRiskFromPercent": _text(seen.medium_pct),
            "highRiskFromPercent": _text(seen.high_pct),
            "rules": seen.rules,
        },
    }


def _pillar(title: str, counts: Iterable[tuple[Any, int]]) -> dict[str, Any]:
    return {"title": title, "counts": {status.value: count for status, count in counts if count}}


def _indicator(one: Indicator) -> dict[str, Any]:
    return {
        "slug": one.slug or None,
        "code": one.code or None,
        "name": one.name,
        "pillar": one.pillar,
        "unit": one.unit or None,
        "status": one.status.value,
        "value": _measure(one.value),
        "lower": _measure(one.lower),
        "upper": _measure(one.upper),
        "explanation": one.sentence,
        "counts": one.counts,
        "headline": one.headline,
        "illustrative": one.illustrative,
    }


def _money(found: Money | None) -> dict[str, Any] | None:
    """None: the programme has no state money, which is not the same as nothing."""
    if found is None:
        return None
    amounts = {key: _text(getattr(found, name)) for name, key in MONEY_KEYS.items()}
    return {"currency": EUROS, **amounts, "riskLevel": found.level.value if found.level else None}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _measure(value: Decimal | None) -> str | None:
    """Without the zeros that only fill its column."""
    return None if value is None else f"{value.normalize():f}"


def _indicator_rows(seen: PublicQuarter) -> Iterator[list[Value]]:
    for one in seen.indicators:
        yield [
            *_start(seen, "indicator"),
            one.pillar,
            one.slug,
            one.title,
            STATUS_WORDS[one.status],
            one.value,
            one.lower,
            one.upper,
            one.unit,
            one.sentence,
            _yes(one.counts),
            _yes(one.illustrative),
            *_end(seen.edition),
        ]


def _money_rows(seen: PublicQuarter) -> Iterator[list[Value]]:
    if seen.money is None:
        return
    for name, label in MONEY_WORDS.items():
        amount: Decimal | None = getattr(seen.money, name)
        low = seen.money.expected_low if name == "expected" else None
        status = "n.v.t." if amount is None else ""
        yield _amount_row(seen, MONEY_KEYS[name], label, status, amount, low if low != amount else None)


def _reduction_row(seen: PublicQuarter) -> list[Value]:
    amount = seen.figures.reduction_amount
    status = seen.figures.reduction_realised.word if amount is None else ""
    return _amount_row(seen, REDUCTION_KEY, REDUCTION_WORDS, status, amount)


def _amount_row(
    seen: PublicQuarter,
    key: str,
    label: str,
    status: str,
    amount: Decimal | None,
    low: Decimal | None = None,
) -> list[Value]:
    """Of the whole programme, in euros."""
    start, told = _start(seen, "bedrag"), [status, amount, low, None, "euro", "", "", ""]
    return [*start, "hele programma", key, label, *told, *_end(seen.edition)]


def _start(seen: PublicQuarter, kind: str) -> list[Value]:
    return [seen.name, seen.quarter.key, kind]


def _end(edition: Edition) -> list[Value]:
    return [edition.number, str(edition.freeze), edition.sha256, f"{LICENCE_NAME} {LICENCE}"]


def _yes(held: bool) -> str:
    return "ja" if held else "nee"
