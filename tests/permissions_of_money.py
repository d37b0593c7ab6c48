"""Who may ask what of the money: the rows of tests/permissions.py about it, told in the same way."""

from tests.permissions import (
    CONTROLLER,
    INSIDE_NML,
    INSIDE_NML_O,
    INSIDE_ZL,
    MANAGES_NML_O,
    NML,
    NML_O,
    NOBODYS,
    NOWHERE,
    RUNNERS_MISTAKE,
    RUNS_NML_O,
    UNDO,
    ZL,
)

MONEY = f"{NML_O}/financien"
SPUK_MGN, ZVW_RDG = f"{MONEY}/subsidies/mgn/spuk-mgn", f"{MONEY}/subsidies/rdg/zvw-rdg"

#                       stranger beheer manager lead controller bestuurder lezer zl
CONTROLLERS_MISTAKE = "401 404 403 403 422 403 403 404"
DONE_BY_CONTROLLER = "401 404 403 403 302 403 403 404"

MONEY_PAGES: list[tuple[str, str, str, str]] = [
    ("finance", "GET", f"{MONEY}/", INSIDE_NML_O),
    ("finance", "GET", f"{MONEY}/?kwartaal=2026-Q3", INSIDE_NML_O),
    ("finance", "GET", f"{NML}/financien/", INSIDE_NML),
    ("finance", "GET", f"{ZL}/financien/", INSIDE_ZL),
    ("explain-double", "GET", f"{MONEY}/dubbel/{NOBODYS}/{NOBODYS}/", "302 404 403 403 404 403 403 404"),
    ("explain-double", "POST", f"{MONEY}/dubbel/{NOBODYS}/{NOBODYS}/", DONE_BY_CONTROLLER),
    ("add-grant", "GET", f"{MONEY}/subsidies/nieuw/", CONTROLLER),
    ("add-grant", "POST", f"{MONEY}/subsidies/nieuw/", CONTROLLERS_MISTAKE),
    ("add-grant", "GET", f"{ZL}/financien/subsidies/nieuw/", "302 404 404 404 404 404 404 403"),
    ("grant", "GET", f"{SPUK_MGN}/", INSIDE_NML_O),
    ("grant", "GET", f"{ZVW_RDG}/", INSIDE_NML_O),
    ("grant", "GET", f"{MONEY}/subsidies/zorgstart/spuk-mgn/", NOWHERE),
    ("grant", "GET", f"{ZL}/financien/subsidies/mgn/spuk-mgn/", NOWHERE),
    ("edit-grant", "GET", f"{SPUK_MGN}/bewerken/gegevens/", CONTROLLER),
    ("edit-grant", "POST", f"{SPUK_MGN}/bewerken/gegevens/", CONTROLLERS_MISTAKE),
    ("edit-grant", "GET", f"{ZL}/financien/subsidies/mgn/spuk-mgn/bewerken/gegevens/", NOWHERE),
    ("add-grant-row", "GET", f"{SPUK_MGN}/bewerken/mijlpalen/nieuw/", CONTROLLER),
    ("add-grant-row", "GET", f"{SPUK_MGN}/bewerken/indicatoren/nieuw/", CONTROLLER),
    ("add-grant-row", "GET", f"{SPUK_MGN}/bewerken/termijnen/nieuw/", CONTROLLER),
    ("add-grant-row", "GET", f"{ZVW_RDG}/bewerken/voorwaarden/nieuw/", CONTROLLER),
    ("add-grant-row", "POST", f"{SPUK_MGN}/bewerken/verplichtingen/nieuw/", CONTROLLERS_MISTAKE),
    ("edit-grant-row", "GET", f"{SPUK_MGN}/bewerken/mijlpalen/{{grant_milestone}}/", CONTROLLER),
    (
        "edit-grant-row",
        "GET",
        f"{ZVW_RDG}/bewerken/mijlpalen/{{grant_milestone}}/",
        "302 404 403 403 404 403 403 404",
    ),
    ("edit-grant-row", "POST", f"{SPUK_MGN}/bewerken/mijlpalen/{{grant_milestone}}/", CONTROLLERS_MISTAKE),
    (
        "remove-grant-row",
        "POST",
        f"{SPUK_MGN}/bewerken/mijlpalen/{{grant_milestone}}/verwijderen/",
        DONE_BY_CONTROLLER,
    ),
    (
        "undo-grant-change",
        "POST",
        f"{SPUK_MGN}/{UNDO}",
        DONE_BY_CONTROLLER,
    ),
    ("record-verdict", "GET", f"{SPUK_MGN}/mijlpalen/{{grant_milestone}}/oordeel/", RUNS_NML_O),
    ("record-verdict", "POST", f"{SPUK_MGN}/mijlpalen/{{grant_milestone}}/oordeel/", RUNNERS_MISTAKE),
    ("record-forecast", "GET", f"{SPUK_MGN}/mijlpalen/{{grant_milestone}}/verwachting/", MANAGES_NML_O),
    (
        "record-forecast",
        "POST",
        f"{SPUK_MGN}/mijlpalen/{{grant_milestone}}/verwachting/",
        "401 404 422 403 403 403 403 404",
    ),
    ("record-payment", "GET", f"{ZVW_RDG}/voorwaarden/{{condition}}/stand/", CONTROLLER),
    ("record-payment", "POST", f"{ZVW_RDG}/voorwaarden/{{condition}}/stand/", CONTROLLERS_MISTAKE),
]
