"""The same comparison as a file: every table of the page a sheet, with what the page shows and no more."""

from collections.abc import Callable, Iterator

from izaportal.core.formatting import sentence_case
from izaportal.core.workbook import Shape, Sheet, SheetColumn, Value, write_csv, write_xlsx
from izaportal.web.comparison.figures import lines_as_rows
from izaportal.web.comparison.indicators import TITLES, Seen
from izaportal.web.comparison.page import TABLES, Comparison
from izaportal.web.share_lines import as_cell
from kpis.choices import STATUS_WORDS

Rows = Iterator[list[Value]]


def write(page: Comparison, form: str, table: str) -> bytes:
    """`form` is one of TABLE_FORMS; a CSV holds one `table` of TABLES. KeyError for another."""
    if form == "csv":
        return write_csv(SHEETS[table](page))
    return write_xlsx([_about(page), *(make(page) for make in SHEETS.values())])


def _about(page: Comparison) -> Sheet:
    filters = [choice.label for choice in page.pillars if choice.is_chosen]
    filters += ["alleen kernindicatoren"] if page.asked.headline else []
    filters += [] if page.asked.everything else ["alleen wat veranderde"]
    rows: list[list[Value]] = [
        ["Programma", page.name],
        ["Toen", f"{page.then.label}, {page.then.state}"],
        ["Nu", f"{page.now.label}, {page.now.state}"],
        ["Samengevat", page.line],
        ["Gefilterd", "; ".join(filters) or "nee"],
        ["Bedrag per project en gemeente", page.figure_label],
    ]
    return Sheet("Vergelijking", (SheetColumn("Wat"), SheetColumn("Waarde", width=80)), rows)


def _indicators(page: Comparison) -> Sheet:
    columns = (
        SheetColumn("Verandering", width=28),
        SheetColumn("Indicator", width=60),  # with its code, which alone Excel takes for a day
        SheetColumn(sentence_case(page.word), width=30),
        SheetColumn(f"Status {page.then.label}", width=18),
        SheetColumn(f"Waarde {page.then.label}", width=16),
        SheetColumn(f"Gevraagd {page.then.label}", width=20),
        SheetColumn(f"Status {page.now.label}", width=18),
        SheetColumn(f"Waarde {page.now.label}", width=16),
        SheetColumn(f"Gevraagd {page.now.label}", width=20),
        SheetColumn("Verschil", width=14),
        SheetColumn("Eenheid", width=16),
    )
    return Sheet("Indicatoren", columns, list(_indicator_rows(page)))


def _indicator_rows(page: Comparison) -> Rows:
    for group in page.indicators.groups:
        for line in group.lines:
            told = [*_seen(line.then), *_seen(line.now)]
            row = line.row
            yield [TITLES[group.movement], row.title, line.pillar, *told, line.difference, row.unit]


def _seen(seen: Seen | None) -> list[Value]:
    if seen is None:
        return ["was er niet", None, None]
    value: Value = "niet gemeten" if seen.row.value is None else seen.row.value
    return [STATUS_WORDS[seen.row.status], value, seen.band]


def _amount_columns(page: Comparison, what: str) -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(what, width=40),
        SheetColumn(page.then.label, Shape.EUROS, 18),
        SheetColumn(page.now.label, Shape.EUROS, 18),
        SheetColumn("Verschil", Shape.EUROS, 18),
        SheetColumn("Bijzonderheid", width=20),
    )


def _programme(page: Comparison) -> Sheet:
    return Sheet("Bedragen", _amount_columns(page, "Bedrag"), list(lines_as_rows(page.programme)))


def _projects(page: Comparison) -> Sheet:
    what = f"Project: {page.figure_label}"
    return Sheet("Projecten", _amount_columns(page, what), list(lines_as_rows(page.changed_projects)))


def _shares(page: Comparison) -> Sheet:
    columns = (
        SheetColumn(f"Gemeente: {page.figure_label}", width=30),
        SheetColumn("CBS-code", width=10),
        SheetColumn(f"Sleutel {page.then.label} (%)", width=14),
        SheetColumn(f"Sleutel {page.now.label} (%)", width=14),
        *_amount_columns(page, "")[1:],
    )
    return Sheet("Gemeenten", columns, list(_share_rows(page)))


def _share_rows(page: Comparison) -> Rows:
    for line in page.shares:
        (amounts,) = lines_as_rows([line.amount])
        name, *others = amounts
        percents = [as_cell(value) for value in (line.percent_then, line.percent_now)]
        yield [name, line.code, *percents, *others]


def _milestones(page: Comparison) -> Sheet:
    titles = ("Project", "Mijlpaal", page.then.label, page.now.label, "Verandering")
    rows = [[line.project.label, line.label, line.was, line.is_now, line.told] for line in page.milestones]
    return Sheet("Mijlpalen", _texts(titles), rows)


def _decisions(page: Comparison) -> Sheet:
    rows = [
        [line.when, line.word, line.label, ", ".join(link.label for link in line.projects)]
        for line in page.decisions
    ]
    return Sheet("Besluiten", _texts(("Datum", "Besluit", "Waarover", "Projecten")), rows)


def _terms(page: Comparison) -> Sheet:
    rows = [[term.about, term.was, term.is_now, term.meaning] for term in page.terms]
    return Sheet("Regels", _texts(("Wat", page.then.label, page.now.label, "Betekenis")), rows)


def _texts(titles: tuple[str, ...]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(title, width=32) for title in titles)


MAKERS: tuple[Callable[[Comparison], Sheet], ...] = (
    _indicators,
    _programme,
    _projects,
    _shares,
    _milestones,
    _decisions,
    _terms,
)
SHEETS = dict(zip(TABLES, MAKERS, strict=True))
