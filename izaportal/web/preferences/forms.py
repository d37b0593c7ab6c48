"""When a person wants mail: one choice per kind of message."""

from collections.abc import Mapping
from typing import Any

from django import forms

from izaportal.notices.choices import MailMoment, NoticeKind


class MailForm(forms.Form):
    """A field per kind, in the order of the kinds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
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
    def moments(self) -> dict[NoticeKind, MailMoment]:
        return {kind: MailMoment(self.cleaned_data[kind.value]) for kind in NoticeKind}
