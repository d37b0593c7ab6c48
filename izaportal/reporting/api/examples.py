"""Venray's share in the demo, shortened: what the documentation shows."""

from drf_spectacular.utils import OpenApiExample

_TOTAL = {
    "award": "229464.00",
    "spent": "96732.00",
    "maximum": "229464.00",
    "atStake": "96732.00",
    "unsecured": "80244.00",
    "unspent": "56244.00",
    "dueGap": "72000.00",
    "expected": "8244.00",
    "missing": [],
}
_OWNER = {
    "municipality": {"code": "GM0984", "name": "Venray"},
    "programme": {"slug": "nml-o", "name": "Transformatieplan Noord- en Midden-Limburg Oost"},
    "currency": "EUR",
}
_QUARTER = {
    "quarter": "2026-Q2",
    "state": "frozen",
    "frozenOn": "2026-08-06",
    "asOf": "2026-08-06T09:12:33.104512Z",
    "freezeId": "019a5b1e-0c7f-7c1a-9a51-3f0f5f6a7b10",
    "freezeVersion": 1,
    "illustrative": True,
    "total": _TOTAL,
}
_SHARE = {
    **_OWNER,
    **_QUARTER,
    "key": {
        "label": "Illustratief: Venray 8 % (plan), de overige 92 % naar inwonertal 1-1-2024",
        "percentage": "8",
        "illustrative": True,
    },
    "budget": [{"year": 2026, "amount": "76488.00", "illustrative": True}],
    "projects": [
        {
            "project": {
                "slug": "mgn",
                "name": "Mentale gezondheidsnetwerken",
                "url": "https://portaal.example/programmas/nml-o/projecten/mgn/",
            },
            "award": "180000.00",
            "spent": "72000.00",
            "maximum": "180000.00",
            "atStake": "72000.00",
            "unsecured": "72000.00",
            "unspent": "48000.00",
            "dueGap": "72000.00",
            "expected": "0.00",
            "missing": [],
            "level": "laag",
            "illustrative": True,
            "budget": [{"year": 2026, "amount": "60000.00", "illustrative": True}],
        }
    ],
    "indicators": [
        {
            "slug": "kpi-1-1",
            "code": "1-1",
            "name": "Aantal inwoners dat gebruik heeft gemaakt van de interventies binnen pijler 1",
            "unit": "inwoners",
            "projects": ["mgn"],
            "milestoneOf": ["mgn"],
            "status": "at_risk",
            "statusLabel": "risico",
            "value": "540",
            "lower": "600",
            "upper": "900",
            "projected": "828",
            "earlyWarning": False,
            "sentence": (
                "540 inwoners gemeten, 60 onder de ondergrens van 600; dat valt binnen de marge van 60."
            ),
            "illustrative": True,
        }
    ],
}

SHARE_EXAMPLE = OpenApiExample("Venray, 2e kwartaal 2026", value=_SHARE, response_only=True)
HISTORY_EXAMPLE = OpenApiExample(
    "Venray, per kwartaal", value={**_OWNER, "quarters": [_QUARTER]}, response_only=True
)
