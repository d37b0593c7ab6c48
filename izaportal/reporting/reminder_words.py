"""What a reminder says: one subject and one text for everything a person has due. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from izaportal.core.formatting import date_nl, listed, number_of, sentence_case
from izaportal.reporting.reminders import Duty, Owed
from pillars.windows import Windows

MOST_LISTED = 12
VERBS = {Duty.HAND_IN: "indienen", Duty.JUDGE: "beoordelen"}
LATE = (
    "Lukt het niet meer? Vraag de programmamanager om de rapportage te heropenen, "
    "of de controller om een latere datum."
)


@dataclass(frozen=True, slots=True)
class Told:
    """As it is sent on `day`."""

    subject: str
    text: str


def told(owed: Sequence[Owed], *, quarter: str, windows: Windows, day: date) -> Told:
    """`quarter` is its label. What is due of one duty stands together, in the order of the duties."""
    groups = [(duty, [one for one in owed if one.duty is duty]) for duty in Duty]
    present = [(duty, ones) for duty, ones in groups if ones]
    subjects = [_subject(duty, ones, windows, day) for duty, ones in present]
    texts = [_text(duty, ones, windows, day) for duty, ones in present]
    return Told(f"{quarter}: {listed(subjects)}", "\n\n".join(texts))


def days_words(last: date, day: date) -> str:
    """`nog 14 dagen`, `vandaag is de laatste dag`, `de termijn is voorbij`."""
    left = (last - day).days
    if left < 0:
        return "de termijn is voorbij"
    if left == 0:
        return "vandaag is de laatste dag"
    return f"nog {number_of(left, 'dag', 'dagen')}"


def _last_day(duty: Duty, windows: Windows) -> date:
    return windows.submit_until if duty is Duty.HAND_IN else windows.approve_until


def _subject(duty: Duty, owed: Sequence[Owed], windows: Windows, day: date) -> str:
    if duty is Duty.CLOSE:
        return "het kwartaal kan dicht"
    what = f"rapportage van {owed[0].about}" if len(owed) == 1 else f"{len(owed)} rapportages"
    return f"{what} {VERBS[duty]}, {days_words(_last_day(duty, windows), day)}"


def _text(duty: Duty, owed: Sequence[Owed], windows: Windows, day: date) -> str:
    last = _last_day(duty, windows)
    verb = "kan" if day <= last else "kon"
    if duty is Duty.CLOSE:
        return f"Beoordelen kon tot en met {date_nl(last)}. Op de pagina staat wat er nog ontbreekt."
    head = f"{sentence_case(VERBS[duty])} {verb} tot en met {date_nl(last)}."
    tail = [LATE] if duty is Duty.HAND_IN and day > last else []
    return "\n".join([head, *_lines(owed), *tail])


def _lines(owed: Sequence[Owed]) -> Iterable[str]:
    for one in owed[:MOST_LISTED]:
        yield f"- {one.about}: {one.lacks}" if one.lacks else f"- {one.about}"
    if len(owed) > MOST_LISTED:
        yield f"- en nog {len(owed) - MOST_LISTED} andere"
