"""The colours of a drawing outside a page, where no stylesheet stands behind its variables.

One drawing serves page, paper and slides: on paper and slides its variables become these colours, which are
those of the light theme. A test holds them against `tokens.css`.
"""

import re
from collections.abc import Mapping

VARIABLE = re.compile(r"var\((--[a-z0-9-]+)\)")
PRINT: Mapping[str, str] = {
    "--c-ink": "#181a2c",
    "--c-ink-2": "#484d66",
    "--c-none-ink": "#545a72",
    "--c-surface": "#ffffff",
    "--c-sunken": "#eeeff6",
    "--c-line-strong": "#777d95",
    "--c-chart-grid": "#e5e7f0",
    "--c-chart-1": "#4046b0",
    "--c-chart-2": "#676e86",
    "--c-chart-3": "#1b7099",
    "--c-chart-band": "#e0e3f8",
    "--c-chart-band-line": "#8389d4",
    "--c-exceeded": "#05634b",
    "--c-exceeded-ink": "#055540",
    "--c-exceeded-tint": "#c9ebdd",
    "--c-ontrack": "#15805f",
    "--c-ontrack-ink": "#0b6248",
    "--c-ontrack-tint": "#e1f3ea",
    "--c-risk": "#c96800",
    "--c-risk-ink": "#854100",
    "--c-risk-tint": "#fdecd3",
    "--c-off": "#b4183c",
    "--c-off-ink": "#9c1233",
    "--c-off-tint": "#fadfe4",
    "--c-seq-1": "#eceefa",
    "--c-seq-2": "#d3d7f4",
    "--c-seq-3": "#b1b7ea",
    "--c-seq-4": "#5a61c2",
    "--c-seq-5": "#31378d",
    "--c-on-seq-low": "#181a2c",
    "--c-on-seq-high": "#ffffff",
}


def colour(text: str) -> str:
    """`#4046b0` of `var(--c-chart-1)`, wherever it stands. KeyError for a colour that no chart may use."""
    return VARIABLE.sub(lambda found: PRINT[found[1]], text)


def printed(svg: str) -> str:
    """A drawing that was rendered for a page, with colours in the place of its variables."""
    return colour(svg)
