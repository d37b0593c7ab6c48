"""The child process that draws: JSON list of Vega-Lite specs on stdin, JSON list of answers on stdout.

An answer is ``{"svg": …}`` or ``{"error": …}``, in the order asked; to a picture that is drawn already and
is asked as ``{"svg": …}`` it is ``{"png": …}`` in base 64. Run as a file by
:mod:`izaportal.web.charts.render` and imported by no part of the portal: it is the only place that loads
vl_convert, whose JavaScript engine would cost the asking process some 65 MB for good.
"""

import json
import sys
from base64 import b64encode
from typing import Any

import vl_convert

VEGA_LITE = "6.4"
NL = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""], "minus": "\u2212"}


def answer(spec: dict[str, Any]) -> dict[str, str]:
    """One chart; a bad spec is an error of its own and stops no other chart. No address may be fetched."""
    try:
        if set(spec) == {"svg"}:
            return {"png": b64encode(vl_convert.svg_to_png(spec["svg"])).decode()}
        svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, format_locale=NL, allowed_base_urls=[])
    except ValueError as error:
        return {"error": str(error)}
    return {"svg": svg}


if __name__ == "__main__":
    json.dump([answer(spec) for spec in json.load(sys.stdin)], sys.stdout)
