"""Who may do what with board packs and dossiers: rows of the table in tests/permissions.py, by its cast."""

PLACE = "/programmas/nml-o/kwartaal/2026-Q2/bestuursstuk"
V1, OPEN = f"{PLACE}/v1", PLACE.replace("Q2", "Q3")
READS = "302 404 200 200 200 200 200 404"
SENT_ON = "302 404 302 302 302 302 302 404"
ASKS = "401 404 302 403 302 403 403 404"
NOT_THERE = "302 404 404 404 404 404 404 404"

PACK: list[tuple[str, str, str, str]] = [
    ("pack", "GET", f"{PLACE}/", SENT_ON),
    ("pack", "GET", f"{OPEN}/", NOT_THERE),
    ("pack-version", "GET", f"{V1}/", READS),
    ("pack-version", "GET", f"{PLACE}/v9/", NOT_THERE),
    ("pack-version", "POST", f"{V1}/", ASKS),
    ("pack-file", "GET", f"{V1}/pdf/", READS),
    ("pack-file", "GET", f"{V1}/pptx/", NOT_THERE),
    ("pack-file", "GET", f"{V1}/onbekend/", NOT_THERE),
    ("dossier", "GET", f"{V1}/dossiers/mgn/", SENT_ON),
    ("dossier", "POST", f"{V1}/dossiers/mgn/", ASKS),
    ("dossier-file", "GET", f"{V1}/dossiers/mgn/bestand/", READS),
    ("dossier-file", "GET", f"{V1}/dossiers/ricm/bestand/", NOT_THERE),
]
