"""What is wrong with a file, where exactly, and how to mend it. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

# Of more of one kind the report tells the number; mending the first ones mends the others.
MOST_PER_GROUP = 200
WHOLE_FILE = "bestand"


@dataclass(frozen=True, slots=True)
class Finding:
    """`group` is what findings have in common, `what` what is wrong here; `cell` is `C7` or empty."""

    group: str
    what: str
    how: str
    tab: str = ""
    cell: str = ""
    is_warning: bool = False

    @property
    def place(self) -> str:
        """`Boekingen, cel C7`."""
        where = f"cel {self.cell}" if self.cell[-1:].isdigit() and self.cell[:1].isalpha() else self.cell
        return ", ".join(part for part in (self.tab or WHOLE_FILE, where) if part)

    def as_data(self) -> dict[str, object]:
        return asdict(self)


class Findings:
    """All of them, counted; of each group no more are kept than somebody reads."""

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self._counts: Counter[tuple[str, str, bool]] = Counter()

    def add(self, finding: Finding) -> None:
        kind = (finding.tab, finding.group, finding.is_warning)
        self._counts[kind] += 1
        if self._counts[kind] <= MOST_PER_GROUP:
            self.kept.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.add(finding)

    @property
    def errors(self) -> int:
        return sum(number for (_, _, is_warning), number in self._counts.items() if not is_warning)

    @property
    def warnings(self) -> int:
        return sum(number for (_, _, is_warning), number in self._counts.items() if is_warning)

    def groups(self) -> Iterator[dict[str, object]]:
        """As the report keeps them: errors first, in the order of the tabs, the most frequent group first."""
        order = {tab: place for place, (tab, _, _) in enumerate(self._counts)}
        kinds = sorted(self._counts.items(), key=lambda one: (one[0][2], order[one[0][0]], -one[1]))
        for (tab, group, is_warning), number in kinds:
            own = [
                one for one in self.kept if (one.tab, one.group, one.is_warning) == (tab, group, is_warning)
            ]
            yield {
                "tab": tab,
                "group": group,
                "is_warning": is_warning,
                "number": number,
                "findings": [one.as_data() for one in own],
            }
