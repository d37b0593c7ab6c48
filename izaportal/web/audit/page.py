"""The page's lines: what happened, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from izaportal.core import textdiff, vocabulary
from izaportal.core.textdiff import Part
from izaportal.core.trail import Batch, Share
from izaportal.web.things import Thing

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry

MOST_FIELDS = 6


@dataclass(frozen=True, slots=True)
class FieldLine:
    """From and to as words, or the parts of a long text."""

    word: str
    old: str
    new: str
    parts: tuple[Part, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.old == vocabulary.NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """What happened to one thing."""

    at: datetime
    kind: str
    label: str
    url: str
    action: str
    programme: str
    fields: tuple[FieldLine, ...]
    reason: str

    @property
    def first_fields(self) -> tuple[FieldLine, ...]:
        """All of them, or where there are many the first few."""
        return self.fields[: MOST_FIELDS if len(self.fields) > MOST_FIELDS + 1 else len(self.fields)]

    @property
    def other_fields(self) -> tuple[FieldLine, ...]:
        return self.fields[len(self.first_fields) :]


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One request. `reason`: why, where all its lines say the same; `more`: lines not shown here."""

    id: str
    at: datetime
    actor: str
    summary: str
    reason: str
    lines: tuple[Line, ...]
    more: int
    size: int

    @property
    def is_single(self) -> bool:
        return self.size == 1


def batch_lines(
    batches: Iterable[Batch], urls: Mapping[Thing, str], names: Mapping[str, str]
) -> tuple[BatchLine, ...]:
    """`names`: what programmes are called, by slug."""
    return tuple(_batch_line(batch, urls, names) for batch in batches)


def _batch_line(batch: Batch, urls: Mapping[Thing, str], names: Mapping[str, str]) -> BatchLine:
    lines = tuple(line(entry, urls, names) for entry in batch.lines)
    reasons = {one.reason for one in lines}
    shared = reasons.pop() if len(lines) > 1 and len(reasons) == 1 else ""
    return BatchLine(
        id=str(batch.head.request_id),
        at=batch.head.at,
        actor=batch.actor,
        summary=summary(batch.shares),
        reason=shared,
        lines=tuple(replace(one, reason="") for one in lines) if shared else lines,
        more=batch.size - len(lines),
        size=batch.size,
    )


def summary(shares: Iterable[Share]) -> str:
    """`12 projecten gewijzigd, 1 mijlpaal toegevoegd`; the largest share first."""
    ordered = sorted(shares, key=lambda share: -share.things)
    return ", ".join(f"{vocabulary.plural_of(share.kind, share.things)} {share.action}" for share in ordered)


def line(entry: "AuditEntry", urls: Mapping[Thing, str], names: Mapping[str, str]) -> Line:
    return Line(
        at=entry.at,
        kind=entry.object_type,
        label=entry.object_label or entry.object_type,
        url=urls.get((entry.object_type, entry.object_id), ""),
        action=entry.action,
        programme=names.get(entry.programme, ""),
        fields=tuple(field_lines(entry.object_type, entry.changes)),
        reason=entry.reason,
    )


def field_lines(kind: str, changes: Mapping[str, list[Any]]) -> Iterable[FieldLine]:
    """A field that stayed empty, as in a new row, tells nothing."""
    for name in vocabulary.in_order(kind, changes):
        old, new = changes[name]
        before, after = (vocabulary.value_words(kind, name, value) for value in (old, new))
        parts: tuple[Part, ...] = ()
        if vocabulary.is_long_text(kind, name, old, new):
            parts = textdiff.shortened(textdiff.difference(str(old), str(new)))
        if before != vocabulary.NOTHING or after != vocabulary.NOTHING:
            yield FieldLine(vocabulary.field_word(kind, name), before, after, parts)
