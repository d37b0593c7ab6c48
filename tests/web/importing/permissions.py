"""Who may do what in the import centre: rows of the table in tests/permissions.py, by its cast."""

PLACE, ELSEWHERE = "/programmas/nml-o/importeren", "/programmas/zuid-limburg/importeren"
RUNS_NML_O = "302 404 200 403 200 403 403 404"
RUNNERS_MISTAKE = "401 404 422 403 422 403 403 404"
MANAGES_NML_O = "302 404 200 403 403 403 403 404"
CONTROLLER = "302 404 403 403 200 403 403 404"
INSIDE_ZL = "302 404 404 404 404 404 404 200"
NOWHERE = "302 404 404 404 404 404 404 404"
NOWHERE_POSTED = "401 404 404 404 404 404 404 404"

IMPORTING: list[tuple[str, str, str, str]] = [
    ("imports", "GET", f"{PLACE}/", RUNS_NML_O),
    ("imports", "GET", f"{ELSEWHERE}/", INSIDE_ZL),
    ("imports", "POST", f"{PLACE}/", RUNNERS_MISTAKE),
    ("import-template", "GET", f"{PLACE}/sjabloon/begroting/", CONTROLLER),
    ("import-template", "GET", f"{PLACE}/sjabloon/boekingen/", CONTROLLER),
    ("import-template", "GET", f"{PLACE}/sjabloon/projecten/", MANAGES_NML_O),
    ("import-template", "GET", f"{PLACE}/sjabloon/indicatoren/", MANAGES_NML_O),
    ("import-template", "GET", f"{PLACE}/sjabloon/metingen/", MANAGES_NML_O),
    ("import-template", "GET", f"{PLACE}/sjabloon/gemeenten/", RUNS_NML_O),
    ("import-template", "GET", f"{PLACE}/sjabloon/onbekend/", "302 404 404 403 404 403 403 404"),
    ("import", "GET", f"{PLACE}/{{import}}/", RUNS_NML_O),
    ("import", "GET", f"{ELSEWHERE}/{{import}}/", NOWHERE),
    ("import-report", "GET", f"{PLACE}/{{import}}/verslag/", RUNS_NML_O),
    ("import-report", "GET", f"{ELSEWHERE}/{{import}}/verslag/", NOWHERE),
    ("import-file", "GET", f"{PLACE}/{{import}}/bestand/", RUNS_NML_O),
    ("import-file", "GET", f"{ELSEWHERE}/{{import}}/bestand/", NOWHERE),
    ("apply-import", "POST", f"{PLACE}/{{import}}/toepassen/", RUNNERS_MISTAKE),
    ("apply-import", "POST", f"{ELSEWHERE}/{{import}}/toepassen/", NOWHERE_POSTED),
    ("undo-import", "POST", f"{PLACE}/{{import}}/terugdraaien/", RUNNERS_MISTAKE),
    ("undo-import", "POST", f"{ELSEWHERE}/{{import}}/terugdraaien/", NOWHERE_POSTED),
    # Of the budget, which is the controller's.
    ("check-import", "POST", f"{PLACE}/{{import}}/opnieuw/", "401 404 403 403 302 403 403 404"),
    ("check-import", "POST", f"{ELSEWHERE}/{{import}}/opnieuw/", NOWHERE_POSTED),
]
