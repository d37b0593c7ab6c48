"""Records that a year's account was handed in to the state, with the figures that it had."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from funding.models import HandedInAccount
from funding.selectors.handed_in import figures_of, handed_in
from izaportal.core import clock
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.viewer import Viewer
from pillars.models import Programme

HANDED_IN = "ingeleverd"
LONGEST_REFERENCE, LONGEST_NOTE = 200, 1000


@dataclass(frozen=True, slots=True)
class HandingIn:
    """`id` is made with the form; `reference` is how the receiver calls it; `note` says why it came anew."""

    id: UUID
    handed_in_on: date
    reference: str
    note: str = ""


@transaction.atomic
def hand_in_account(*, actor: Viewer, programme: Programme, year: int, given: HandingIn) -> HandedInAccount:
    """Asking twice with one id records it once.

    Raises NotAllowed, Invalid with what is wrong at its field, and Refused when the id is of something else.
    """
    if not actor.controls(programme.slug) or actor.user_id is None:
        raise NotAllowed("Alleen de controller van dit programma legt de inlevering vast.")
    Programme.objects.select_for_update(no_key=True).order_by("pk").get(pk=programme.pk)
    known = HandedInAccount.objects.filter(pk=given.id).first()
    if known is not None:
        if (known.programme_id, known.year) != (programme.pk, year):
            raise Refused("Dit formulier is al voor iets anders gebruikt. Open het opnieuw.")
        return known
    if mistakes := list(_mistakes(programme, year, given)):
        raise Invalid(mistakes)
    row = HandedInAccount.objects.create(
        pk=given.id,
        programme=programme,
        year=year,
        handed_in_on=given.handed_in_on,
        reference=given.reference.strip(),
        note=given.note.strip(),
        figures=figures_of(actor, programme, year=year),
        recorded_by_id=actor.user_id,
    )
    told = {name: getattr(row, name) for name in ("year", "handed_in_on", "reference", "note")}
    fields = {name: (None, value) for name, value in told.items() if value}
    Act(actor, programme.slug).record(row, HANDED_IN, fields)
    return row


def _mistakes(programme: Programme, year: int, given: HandingIn) -> Iterator[Mistake]:
    last = handed_in(programme, year).first()
    if given.handed_in_on > clock.today():
        yield Mistake("handed_in_on", "Deze dag moet nog komen. Leg de inlevering vast als zij er is.")
    if given.handed_in_on.year <= year:
        yield Mistake("handed_in_on", f"Het jaar {year} was toen nog niet voorbij.")
    if last is not None and given.handed_in_on < last.handed_in_on:
        yield Mistake("handed_in_on", "Er is daarna al een verantwoording ingeleverd.")
    if not given.reference.strip():
        yield Mistake("reference", "Vul het kenmerk van de inlevering in.")
    if len(given.reference) > LONGEST_REFERENCE:
        yield Mistake("reference", f"Schrijf het kenmerk in ten hoogste {LONGEST_REFERENCE} tekens.")
    if last is not None and not given.note.strip():
        yield Mistake("note", "Schrijf waarom de verantwoording opnieuw is ingeleverd.")
    if len(given.note) > LONGEST_NOTE:
        yield Mistake("note", f"Houd de toelichting op ten hoogste {LONGEST_NOTE} tekens.")
