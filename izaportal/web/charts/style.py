"""The tokens a chart may use. Colours stay CSS variables: one SVG serves light, dark and print."""

INK = "var(--c-ink)"
INK_2 = "var(--c-ink-2)"
INK_NONE = "var(--c-none-ink)"
SURFACE = "var(--c-surface)"
SUNKEN = "var(--c-sunken)"
LINE_STRONG = "var(--c-line-strong)"
GRID = "var(--c-chart-grid)"
CHART_1 = "var(--c-chart-1)"
CHART_2 = "var(--c-chart-2)"
CHART_3 = "var(--c-chart-3)"
BAND = "var(--c-chart-band)"
BAND_LINE = "var(--c-chart-band-line)"
RISK = "var(--c-risk)"
EXCEEDED, EXCEEDED_TINT, EXCEEDED_INK = (f"var(--c-exceeded{part})" for part in ("", "-tint", "-ink"))
ON_TRACK, ON_TRACK_TINT, ON_TRACK_INK = (f"var(--c-ontrack{part})" for part in ("", "-tint", "-ink"))
RISK_TINT, RISK_INK = (f"var(--c-risk{part})" for part in ("-tint", "-ink"))
OFF_TRACK, OFF_TRACK_TINT, OFF_TRACK_INK = (f"var(--c-off{part})" for part in ("", "-tint", "-ink"))
BAR_LIGHT = "var(--c-seq-3)"
BAR_MIDDLE = "var(--c-seq-4)"
SEQUENCE = tuple(f"var(--c-seq-{step})" for step in range(1, 6))
ON_SEQUENCE_LOW = "var(--c-on-seq-low)"
ON_SEQUENCE_HIGH = "var(--c-on-seq-high)"

HATCH = "url(#hatch)"
"""Money that lies idle; the renderer gives each SVG its own pattern of this name."""

FONT_SIZE = 13
BOLD = 650
REGULAR = 400
LINE_HEIGHT = 16
CHARACTER = 6.2
"""Generous mean width in pixels of a 13 px character; the fallback fonts are wider than ours."""


def text_width(text: str) -> int:
    """An estimate that needs no font: enough to keep two labels apart and to choose a margin."""
    return round(len(text) * CHARACTER)
