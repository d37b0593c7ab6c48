"""Guards tokens.css: AA contrast of every pair, equal dark blocks, statuses apart for the colour-blind."""

import re
from itertools import combinations
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static" / "src"
CSS = (STATIC / "css" / "tokens.css").read_text()
DARK_BY_DEVICE = "prefers-color-scheme: dark"
DARK_BY_CHOICE = ':root[data-theme="dark"]'
TEXT, GRAPHIC = 4.5, 3.0
FEWEST_PAIRS = 90
LEAST_DISTANCE = 10  # CIELAB; under it two shapes look alike

# Viénot 1999, on linear RGB
BLINDNESS = {
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--c-([\w-]+):\s*(#[0-9a-f]{6})", block))


LIGHT = colours(CSS[CSS.index(":root {") : CSS.index("@media screen")])
BY_DEVICE = colours(CSS[CSS.index(DARK_BY_DEVICE) : CSS.index(DARK_BY_CHOICE)])
BY_CHOICE = colours(CSS[CSS.index(DARK_BY_CHOICE) : CSS.index("@media print")])
THEMES = {"light": LIGHT, "dark": BY_DEVICE}


def pairs() -> list[tuple[str, str, float]]:
    """(foreground, background, least contrast)"""
    found = [
        (ink, ground, TEXT)
        for ground in ("canvas", "surface", "sunken", "brand-weak")
        for ink in ("ink", "ink-2", "ink-3", "link", "brand")
    ]
    found += [("line-strong", ground, GRAPHIC) for ground in ("canvas", "surface")]
    found += [("focus", ground, GRAPHIC) for ground in ("canvas", "surface", "sunken", "brand-weak")]
    found += [("on-brand", "brand-solid", TEXT), ("brand-solid", "surface", GRAPHIC)]
    found += [(ink, bar, TEXT) for ink in ("on-bar", "on-bar-2") for bar in ("bar", "bar-2")]
    found += [(mark, "bar", GRAPHIC) for mark in ("focus-bar", "bar-line", "bar-ok", "logo")]
    found += [(ink, "bar", TEXT) for ink in ("on-code", "code-key", "code-text", "code-note")]
    for status in ("exceeded", "ontrack", "risk", "off", "none"):
        grounds = (f"{status}-tint", "surface", "canvas", "brand-weak")
        found += [(f"{status}-ink", ground, TEXT) for ground in grounds]
        found += [(status, ground, GRAPHIC) for ground in (f"{status}-tint", "surface")]
        found.append(("ink", f"{status}-tint", TEXT))
    found += [("on-status", status, GRAPHIC) for status in ("ontrack", "risk", "off")]
    found += [("info-ink", "info-tint", TEXT), ("ink", "info-tint", TEXT), ("info", "info-tint", GRAPHIC)]
    found += [(f"chart-{n}", "surface", TEXT) for n in (1, 2, 3)]
    found += [("chart-1", "chart-band", GRAPHIC), ("chart-band-line", "surface", GRAPHIC)]
    found.append(("ink-2", "chart-band", TEXT))
    found += [("on-seq-low", f"seq-{n}", TEXT) for n in (1, 2, 3)]
    found += [("on-seq-high", f"seq-{n}", TEXT) for n in (4, 5)]
    return found


def linear(colour: str) -> list[float]:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: list[float]) -> tuple[float, float, float]:
    red, green, blue = (min(max(part, 0), 1) for part in rgb)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_has_enough_contrast(theme):
    tokens = THEMES[theme]
    weak = {
        f"{ink} on {ground}": round(contrast(tokens[ink], tokens[ground]), 2)
        for ink, ground, need in pairs()
        if contrast(tokens[ink], tokens[ground]) < need
    }
    assert weak == {}
    assert len(pairs()) > FEWEST_PAIRS


def test_both_dark_blocks_are_equal():
    assert BY_DEVICE == BY_CHOICE
    assert set(BY_DEVICE) == set(LIGHT)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", BLINDNESS)
def test_colour_blind_people_tell_statuses_apart(theme, kind):
    seen = {}
    for status in ("ontrack", "risk", "off", "none"):
        rgb = linear(THEMES[theme][status])
        seen[status] = lab([sum(a * b for a, b in zip(row, rgb, strict=True)) for row in BLINDNESS[kind]])
    for one, other in combinations(seen, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert distance >= LEAST_DISTANCE, (one, other)


def test_only_tokens_name_a_colour():
    sheets = [sheet for sheet in (STATIC / "css").glob("*.css") if sheet.name != "tokens.css"]
    named = {
        sheet.name: re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*[;}])", sheet.read_text()) for sheet in sheets
    }
    named = {name: [hit for hit in hits if hit != "#hatch"] for name, hits in named.items()}
    assert len(sheets) >= 9
    assert {name: hits for name, hits in named.items() if hits} == {}


def test_every_used_token_is_defined():
    defined = set(re.findall(r"(--[\w-]+):", CSS))
    used = {
        token
        for sheet in (STATIC / "css").glob("*.css")
        for token in re.findall(r"var\((--[\w-]+)", sheet.read_text())
    }
    assert used <= defined
