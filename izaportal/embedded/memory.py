"""How much memory a process and all it started hold. Linux only, read from /proc."""

from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True)
class ProcessSize:
    """Bytes: `resident` counts shared pages in full, `proportional` divides them among their users."""

    pid: int
    command: str
    resident: int
    proportional: int


def family_sizes(pid: int) -> list[ProcessSize]:
    """The process first, then its descendants; who ends while being looked at is left out."""
    children = _children_by_parent()
    waiting, found = [pid], []
    while waiting:
        current = waiting.pop(0)
        waiting += children.get(current, [])
        size = _size(current)
        if size is not None:
            found.append(size)
    return found


def _children_by_parent() -> dict[int, list[int]]:
    families: dict[int, list[int]] = {}
    for folder in _PROC.iterdir():
        if not folder.name.isdigit():
            continue
        stat = _read(folder / "stat")
        if stat is not None:
            # Field 4, counted after the name, which may hold spaces and brackets.
            parent = int(stat.rpartition(")")[2].split()[1])
            families.setdefault(parent, []).append(int(folder.name))
    return families


def _size(pid: int) -> ProcessSize | None:
    rollup, command = _read(_PROC / str(pid) / "smaps_rollup"), _read(_PROC / str(pid) / "cmdline")
    if rollup is None or command is None:
        return None
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in rollup.splitlines()[1:]}
    words = command.replace("\0", " ").strip()
    return ProcessSize(pid, words, kilobytes["Rss"] * 1024, kilobytes["Pss"] * 1024)


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
