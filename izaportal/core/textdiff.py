"""What changed in a text, word by word. Pure: joining the parts gives both texts back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

# Words, single marks and stretches of white space: together they are the whole text.
TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
# Comparing takes the product of both lengths: longer texts are compared line by line.
MOST_PAIRS = 2_000_000
KEPT_AROUND = 60
ELLIPSIS = " … "


class PartKind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Part:
    kind: PartKind
    text: str


def difference(old: str, new: str) -> tuple[Part, ...]:
    """The parts in reading order; same and removed make the old text, same and added the new one."""
    before, after = TOKENS.findall(old), TOKENS.findall(new)
    if len(before) * len(after) > MOST_PAIRS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return tuple(_joined(_parts(before, after)))


def shortened(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same parts with long stretches of unchanged text left out, for reading only."""
    listed = list(parts)
    return tuple(
        replace(part, text=_short(part.text, is_first=n == 0, is_last=n == len(listed) - 1))
        if part.kind == PartKind.SAME
        else part
        for n, part in enumerate(listed)
    )


def _parts(before: Sequence[str], after: Sequence[str]) -> Iterable[Part]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for how, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if how == "equal":
            yield Part(PartKind.SAME, "".join(before[old_start:old_end]))
            continue
        yield Part(PartKind.REMOVED, "".join(before[old_start:old_end]))
        yield Part(PartKind.ADDED, "".join(after[new_start:new_end]))


def _joined(parts: Iterable[Part]) -> Iterable[Part]:
    """A lone space between two changed words is changed with them: `oude tekst` reads as one removal."""
    removed = added = ""
    for part in parts:
        if part.kind == PartKind.REMOVED:
            removed += part.text
        elif part.kind == PartKind.ADDED:
            added += part.text
        elif part.text.isspace() and (removed or added):
            removed, added = removed + part.text, added + part.text
        else:
            yield from _told(removed, added)
            removed = added = ""
            yield part
    yield from _told(removed, added)


def _told(removed: str, added: str) -> Iterable[Part]:
    """White space that both end with did not change."""
    shared = len(removed) - len(removed.rstrip())
    tail = removed[len(removed) - shared :]
    if tail and added.endswith(tail):
        removed, added = removed[:-shared], added[:-shared]
    else:
        tail = ""
    if removed:
        yield Part(PartKind.REMOVED, removed)
    if added:
        yield Part(PartKind.ADDED, added)
    if tail:
        yield Part(PartKind.SAME, tail)


def _short(text: str, *, is_first: bool, is_last: bool) -> str:
    """The ends beside a change stay, cut at a word."""
    if len(text) <= 2 * KEPT_AROUND + len(ELLIPSIS):
        return text
    head = "" if is_first else text[:KEPT_AROUND].rpartition(" ")[0] or text[:KEPT_AROUND]
    tail = "" if is_last else text[-KEPT_AROUND:].partition(" ")[2] or text[-KEPT_AROUND:]
    return f"{head}{ELLIPSIS}{tail}"
