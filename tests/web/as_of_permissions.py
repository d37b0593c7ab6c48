"""Who may compare, present, and choose headline indicators: rows of the table in tests/permissions.py."""

NML_O, ZL = "/programmas/nml-o", "/programmas/zuid-limburg"
INSIDE_NML_O = "302 404 200 200 200 200 200 404"
INSIDE_ZL = "302 404 404 404 404 404 404 200"
MANAGES_NML_O = "302 404 200 403 403 403 403 404"
NOWHERE = "302 404 404 404 404 404 404 404"
NOBODYS = "0190a0b0-0000-7000-8000-000000000000"

AS_OF: list[tuple[str, str, str, str]] = [
    ("compare", "GET", f"{NML_O}/vergelijken/", INSIDE_NML_O),
    ("compare", "GET", f"{NML_O}/vergelijken/?van=2026-Q1&tot=2026-Q3&alles=1&bedrag=expected", INSIDE_NML_O),
    ("compare", "GET", f"{NML_O}/vergelijken/?van=2025-Q3&tot=2025-Q4", INSIDE_NML_O),
    ("compare", "GET", f"{NML_O}/vergelijken/?van=2026-Q1&tot=2031-Q1", NOWHERE),
    ("compare", "GET", f"{NML_O}/vergelijken/?van={NOBODYS}", NOWHERE),
    ("compare", "GET", f"{ZL}/vergelijken/", INSIDE_ZL),
    ("compare-export", "GET", f"{NML_O}/vergelijken/export/xlsx/", INSIDE_NML_O),
    ("compare-export", "GET", f"{NML_O}/vergelijken/export/csv/?tabel=gemeenten", INSIDE_NML_O),
    ("compare-export", "GET", f"{NML_O}/vergelijken/export/csv/?tabel=verzonnen", NOWHERE),
    ("compare-export", "GET", f"{NML_O}/vergelijken/export/pdf/", NOWHERE),
    ("presentation", "GET", f"{NML_O}/kwartaal/2026-Q2/presentatie/", INSIDE_NML_O),
    ("presentation", "GET", f"{NML_O}/kwartaal/2026-Q3/presentatie/?dia=4", INSIDE_NML_O),
    ("presentation", "GET", f"{NML_O}/kwartaal/2031-Q1/presentatie/", NOWHERE),
    ("presentation", "GET", f"{ZL}/kwartaal/2026-Q4/presentatie/", NOWHERE),
    ("since-frozen", "GET", f"{NML_O}/kwartaal/2026-Q2/sindsdien/", INSIDE_NML_O),
    ("since-frozen", "GET", f"{NML_O}/kwartaal/2026-Q3/sindsdien/", NOWHERE),
    ("since-frozen", "GET", f"{ZL}/kwartaal/2026-Q2/sindsdien/", NOWHERE),
    ("headline-indicators", "GET", f"{NML_O}/kernindicatoren/", MANAGES_NML_O),
    ("headline-indicators", "POST", f"{NML_O}/kernindicatoren/", "401 404 409 403 403 403 403 404"),
    ("headline-indicators", "GET", f"{ZL}/kernindicatoren/", INSIDE_ZL),
    (
        "undo-headline-indicators",
        "POST",
        f"{NML_O}/kernindicatoren/{NOBODYS}/terugdraaien/",
        "401 404 302 403 403 403 403 404",
    ),
    (
        "undo-headline-indicators",
        "POST",
        f"{ZL}/kernindicatoren/{NOBODYS}/terugdraaien/",
        "401 404 404 404 404 404 404 302",
    ),
]
