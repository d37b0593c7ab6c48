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
    "--c-ontrack": "#15805f",
    "--c-risk": "#c96800",
    "--c-off": "#b4183c",
    "--c-on-status": "#ffffff",
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
