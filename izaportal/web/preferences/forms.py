"""When a person wants mail: one choice per kind of message."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from izaportal.notices.choices import MailMoment, NoticeKind

GROUPS = {
    "Wat u moet doen": (NoticeKind.REMINDER, NoticeKind.DUTY, NoticeKind.REPORT_DECIDED),
    "Wat anderen indienen": (NoticeKind.REPORT_SUBMITTED,),
    "Hoe het programma ervoor staat": (NoticeKind.STATUS, NoticeKind.PERIOD, NoticeKind.DECISION),
    "Waar u bij hoort": (NoticeKind.SEAT,),
    "Wat u liet maken": (NoticeKind.PACK,),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds that belong together, as rows of one table."""

    title: str
    fields: tuple[BoundField, ...]


class MailForm(forms.Form):
    """A field per kind, in the order of the groups."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in (kind for kinds in GROUPS.values() for kind in kinds):
            self.fields[kind.value] = forms.ChoiceField(
                label=str(kind.label),
                choices=MailMoment.choices,
                widget=forms.RadioSelect,
                error_messages={
                    "required": "Kies wanneer u mail wilt.",
                    "invalid_choice": "Kies een van de antwoorden.",
                },
            )

    @classmethod
    def showing(cls, moments: Mapping[NoticeKind, MailMoment]) -> "MailForm":
        return cls(initial={kind.value: moment.value for kind, moment in moments.items()})

    @property
    def groups(self) -> Iterator[Group]:
        for title, kinds in GROUPS.items():
            yield Group(title, tuple(self[kind.value] for kind in kinds))

    @property
    def moments(self) -> dict[NoticeKind, MailMoment]:
        return {kind: MailMoment(self.cleaned_data[kind.value]) for kind in NoticeKind}
