"""Who may ask what: one table over every URL. `tests/test_permissions.py` runs it all.

A row is: name of the URL, method, address, and the status for each of the cast in the order of CAST.
302 sends on (strangers to the sign-in page), 404 hides, 403 refuses what one may see but not do. Addresses
may hold ids by the names of tests/fixtures/known.py, such as `{measurement}`, a submitted value of NML-O.
"""

from tests.web.dashboard.permissions import VERDICTS
from tests.web.importing.permissions import IMPORTING
from tests.web.public.permissions import PUBLIC

CAST = (
    None,
    "beheerder",
    "programmamanager",
    "projectleider-mgn",
    "controller",
    "bestuurder-venray",
    "lezer",
    "zl-manager",
)

MGN, RICM = "/programmas/nml-o/projecten/mgn", "/programmas/nml-o/projecten/ricm"
KPI = "/programmas/nml-o/indicatoren/kpi-1-1"
UNDO = "wijzigingen/019a0000-0000-7000-8000-000000000000/terugdraaien/"
NML_O, NML, ZL = "/programmas/nml-o", "/programmas/nml", "/programmas/zuid-limburg"
RISK = f"{NML_O}/financien/risico"
SCENARIO = f"{RISK}/scenario/{{scenario}}"
KEYS = f"{NML_O}/financien/sleutels"
ZORGSTART_Q3 = f"{NML_O}/projecten/zorgstart/rapportages/2026-Q3"

#                         stranger beheer manager lead controller bestuurder lezer zl
INSIDE_NML_O = "302 404 200 200 200 200 200 404"
INSIDE_NML = "302 404 200 404 404 200 200 404"
EDITS_MGN = "302 404 200 200 403 403 403 404"
NOWHERE_IN_MGN = "302 404 404 404 403 403 403 404"
NOWHERE = "302 404 404 404 404 404 404 404"
MANAGES_NML_O = "302 404 200 403 403 403 403 404"
INSIDE_ZL = "302 404 404 404 404 404 404 200"
CONTROLLER = "302 404 403 403 200 403 403 404"
RUNS_NML_O = "302 404 200 403 200 403 403 404"
RUNNERS_MISTAKE = "401 404 422 403 422 403 403 404"
NOWHERE_POSTED = "401 404 404 404 404 404 404 404"
NOBODYS = "0190a0b0-0000-7000-8000-000000000000"
ANYBODY = "200 200 200 200 200 200 200 200"
SIGNED_IN = "302 200 200 200 200 200 200 200"
POSTED = "302 302 302 302 302 302 302 302"
NO_CHOICE = "400 400 400 400 400 400 400 400"
ONLY_POST = "405 405 405 405 405 405 405 405"

PAGES: list[tuple[str, str, str, str]] = [
    ("start", "GET", "/", SIGNED_IN),
    ("sign-in", "GET", "/inloggen/", "200 302 302 302 302 302 302 302"),
    ("sign-out", "GET", "/uitloggen/", ONLY_POST),
    ("sign-out", "POST", "/uitloggen/", POSTED),
    ("municipalities", "GET", "/gemeenten/", SIGNED_IN),
    ("municipality", "GET", "/gemeenten/GM0984/", INSIDE_NML_O),
    ("municipality", "GET", "/gemeenten/GM0984/?kwartaal=2026-Q3", INSIDE_NML_O),
    ("municipality", "GET", "/gemeenten/GM0983/", "302 404 200 200 200 404 200 404"),
    ("municipality", "GET", "/gemeenten/GM0935/", INSIDE_ZL),
    ("municipality-export", "GET", "/gemeenten/GM0984/export/xlsx/", INSIDE_NML_O),
    ("municipality-export", "GET", "/gemeenten/GM0983/export/csv/", "302 404 200 200 200 404 200 404"),
    ("allocation-keys", "GET", f"{KEYS}/", INSIDE_NML_O),
    ("allocation-keys", "GET", f"{ZL}/financien/sleutels/", INSIDE_ZL),
    ("try-key", "GET", f"{KEYS}/proberen/", INSIDE_NML_O),
    ("try-key", "GET", f"{KEYS}/proberen/?kind=population&population_year=2024", INSIDE_NML_O),
    ("try-key", "GET", f"{ZL}/financien/sleutels/proberen/", INSIDE_ZL),
    ("new-key", "GET", f"{KEYS}/nieuw/", CONTROLLER),
    ("new-key", "POST", f"{KEYS}/nieuw/", "401 404 403 403 422 403 403 404"),
    ("edit-key", "GET", f"{KEYS}/{{key}}/wijzigen/", CONTROLLER),
    ("edit-key", "GET", f"{KEYS}/bestaat-niet/wijzigen/", "302 404 403 403 404 403 403 404"),
    ("edit-key", "POST", f"{KEYS}/{{key}}/wijzigen/", "401 404 403 403 422 403 403 404"),
    ("programme", "GET", f"{NML_O}/", INSIDE_NML_O),
    ("programme", "GET", f"{NML}/", INSIDE_NML),
    ("programme", "GET", f"{ZL}/", INSIDE_ZL),
    ("programme", "GET", "/programmas/bestaat-niet/", "302 404 404 404 404 404 404 404"),
    ("portfolio", "GET", f"{NML_O}/projecten/", INSIDE_NML_O),
    ("portfolio", "GET", f"{NML_O}/projecten/?status=aandacht", INSIDE_NML_O),
    ("portfolio", "GET", f"{NML_O}/projecten/?kolom=mijlpaal&kolom=oordeel&kolom=spuk", INSIDE_NML_O),
    ("portfolio", "GET", f"{NML}/projecten/", INSIDE_NML),
    ("portfolio", "GET", f"{ZL}/projecten/", INSIDE_ZL),
    ("portfolio-board", "GET", f"{NML_O}/projecten/bord/", INSIDE_NML_O),
    ("portfolio-roadmap", "GET", f"{NML_O}/projecten/roadmap/", INSIDE_NML_O),
    ("portfolio-roadmap", "GET", f"{ZL}/projecten/roadmap/", INSIDE_ZL),
    ("portfolio-export", "GET", f"{NML_O}/projecten/export/csv/", INSIDE_NML_O),
    ("portfolio-export", "GET", f"{NML_O}/projecten/export/pdf/", NOWHERE),
    ("portfolio-views", "GET", f"{NML_O}/projecten/weergaven/?fase=design", INSIDE_NML_O),
    ("portfolio-views", "POST", f"{NML_O}/projecten/weergaven/", "401 404 422 422 422 422 422 404"),
    ("overwrite-view", "POST", f"{NML_O}/projecten/weergaven/{NOBODYS}/", NOWHERE_POSTED),
    ("share-view", "POST", f"{NML_O}/projecten/weergaven/{NOBODYS}/delen/", NOWHERE_POSTED),
    ("remove-view", "POST", f"{NML_O}/projecten/weergaven/{NOBODYS}/verwijderen/", NOWHERE_POSTED),
    (
        "change-projects",
        "GET",
        f"{NML_O}/projecten/wijzigen/?alle=1",
        "302 404 200 200 403 403 403 404",
    ),
    ("change-projects", "POST", f"{NML_O}/projecten/wijzigen/", "401 404 422 422 422 422 422 404"),
    (
        "undo-batch",
        "POST",
        f"{NML_O}/projecten/wijzigen/{NOBODYS}/terugdraaien/",
        "401 404 302 302 302 302 302 404",
    ),
    ("move-project", "POST", f"{NML_O}/projecten/bord/verplaatsen/", NOWHERE_POSTED),
    ("project", "GET", f"{NML_O}/projecten/mgn/", INSIDE_NML_O),
    ("project", "GET", f"{ZL}/projecten/mgn/", "302 404 404 404 404 404 404 404"),
    ("add-project", "GET", f"{NML_O}/project-toevoegen/", "302 404 200 403 403 403 403 404"),
    ("add-project", "POST", f"{NML_O}/project-toevoegen/", "401 404 422 403 403 403 403 404"),
    ("edit-project", "GET", f"{MGN}/bewerken/verhaal/", EDITS_MGN),
    ("edit-project", "GET", f"{MGN}/bewerken/kerngegevens/", EDITS_MGN),
    ("edit-project", "GET", f"{MGN}/bewerken/bron/", EDITS_MGN),
    ("edit-project", "GET", f"{MGN}/bewerken/risicos/", NOWHERE_IN_MGN),
    ("edit-project", "GET", f"{RICM}/bewerken/verhaal/", "302 404 200 403 403 403 403 404"),
    ("edit-project", "GET", f"{ZL}/projecten/mgn/bewerken/verhaal/", NOWHERE),
    ("edit-project", "POST", f"{MGN}/bewerken/verhaal/", "401 404 409 409 403 403 403 404"),
    ("add-project-row", "GET", f"{MGN}/bewerken/risicos/nieuw/", EDITS_MGN),
    ("add-project-row", "GET", f"{MGN}/bewerken/partners/nieuw/", EDITS_MGN),
    ("add-project-row", "GET", f"{MGN}/bewerken/afhankelijkheden/nieuw/", EDITS_MGN),
    ("add-project-row", "GET", f"{MGN}/bewerken/bestanden/nieuw/", EDITS_MGN),
    ("add-project-row", "GET", f"{MGN}/bewerken/verhaal/nieuw/", NOWHERE_IN_MGN),
    ("edit-project-row", "GET", f"{MGN}/bewerken/cijfers/{{figure}}/", EDITS_MGN),
    ("edit-project-row", "GET", f"{RICM}/bewerken/cijfers/{{figure}}/", "302 404 404 403 403 403 403 404"),
    (
        "remove-project-row",
        "POST",
        f"{MGN}/bewerken/cijfers/{{figure}}/verwijderen/",
        "401 404 302 302 403 403 403 404",
    ),
    (
        "remove-project-row",
        "POST",
        f"{RICM}/bewerken/cijfers/{{figure}}/verwijderen/",
        "401 404 302 403 403 403 403 404",
    ),
    (
        "undo-project-change",
        "POST",
        f"{MGN}/wijzigingen/{{figure}}/terugdraaien/",
        "401 404 302 302 403 403 403 404",
    ),
    ("evidence-file", "GET", "/bewijs/{file}/", INSIDE_NML_O),
    ("keep-draft", "POST", "/concept/", "401 400 400 400 400 400 400 400"),
    ("drop-draft", "POST", "/concept/weggooien/", "302 400 400 400 400 400 400 400"),
    ("indicator", "GET", f"{NML_O}/indicatoren/kpi-1-1/", INSIDE_NML_O),
    ("indicator", "GET", f"{ZL}/indicatoren/kpi-1-1/", "302 404 404 404 404 404 404 404"),
    ("enter-measurement", "GET", f"{KPI}/metingen/2026-Q3/", EDITS_MGN),
    ("enter-measurement", "GET", f"{NML_O}/indicatoren/kpi-2-1/metingen/2026-Q3/", MANAGES_NML_O),
    ("enter-measurement", "GET", f"{KPI}/metingen/2031-Q1/", NOWHERE),
    ("enter-measurement", "POST", f"{KPI}/metingen/2026-Q3/", "401 404 422 422 403 403 403 404"),
    ("enter-measurement", "GET", f"{ZL}/indicatoren/kpi-1-1/metingen/2026-Q3/", NOWHERE),
    ("new-indicator", "GET", f"{NML_O}/indicatoren/nieuw/", MANAGES_NML_O),
    ("new-indicator", "POST", f"{NML_O}/indicatoren/nieuw/", "401 404 422 403 403 403 403 404"),
    ("new-indicator", "GET", f"{ZL}/indicatoren/nieuw/", INSIDE_ZL),
    ("edit-indicator", "GET", f"{KPI}/bewerken/", EDITS_MGN),
    ("edit-indicator", "POST", f"{KPI}/bewerken/", "401 404 422 422 403 403 403 404"),
    ("edit-indicator", "GET", f"{ZL}/indicatoren/kpi-1-1/bewerken/", NOWHERE),
    ("set-targets", "GET", f"{KPI}/streefwaarden/", MANAGES_NML_O),
    ("set-targets", "POST", f"{KPI}/streefwaarden/", "401 404 422 403 403 403 403 404"),
    ("set-targets", "GET", f"{ZL}/indicatoren/kpi-1-1/streefwaarden/", NOWHERE),
    ("undo-indicator-change", "POST", f"{KPI}/{UNDO}", "401 404 302 302 403 403 403 404"),
    ("undo-indicator-change", "POST", f"{ZL}/indicatoren/kpi-1-1/{UNDO}", NOWHERE_POSTED),
    ("dashboard", "GET", f"{NML_O}/kwartaal/2026-Q2/", INSIDE_NML_O),
    ("dashboard", "GET", f"{NML_O}/kwartaal/2026-Q3/", INSIDE_NML_O),
    ("dashboard", "GET", f"{NML_O}/kwartaal/2031-Q1/", "302 404 404 404 404 404 404 404"),
    ("dashboard-latest", "GET", f"{NML_O}/kwartaal/", "302 404 302 302 302 302 302 404"),
    ("dashboard-latest", "GET", f"{ZL}/kwartaal/", INSIDE_ZL),
    ("refund-risk", "GET", f"{RISK}/", INSIDE_NML_O),
    ("refund-risk", "GET", f"{RISK}/?kwartaal=2026-Q3", INSIDE_NML_O),
    ("refund-risk", "GET", f"{ZL}/financien/risico/", INSIDE_ZL),
    ("what-if", "GET", f"{RISK}/scenario/", INSIDE_NML_O),
    ("what-if", "POST", f"{RISK}/scenario/", "401 404 200 200 200 200 200 404"),
    ("what-if", "GET", f"{ZL}/financien/risico/scenario/", NOWHERE),
    ("scenario", "GET", f"{SCENARIO}/", INSIDE_NML_O),
    ("remove-scenario", "GET", f"{SCENARIO}/verwijderen/", RUNS_NML_O),
    (
        "remove-scenario",
        "POST",
        f"{RISK}/scenario/{{scenario}}/verwijderen/",
        "401 404 302 403 302 403 403 404",
    ),
    ("grant-risk", "GET", f"{RISK}/mgn/spuk-mgn/", INSIDE_NML_O),
    ("grant-risk", "GET", f"{RISK}/zorgstart/spuk-zorgstart/?kwartaal=2026-Q3", INSIDE_NML_O),
    ("grant-risk", "GET", f"{RISK}/rdg/zvw-rdg/", NOWHERE),
    ("grant-risk", "GET", f"{ZL}/financien/risico/mgn/spuk-mgn/", NOWHERE),
    ("reports", "GET", f"{MGN}/rapportages/", INSIDE_NML_O),
    ("report", "GET", f"{MGN}/rapportages/2026-Q3/", INSIDE_NML_O),
    ("report", "GET", f"{MGN}/rapportages/2026-Q2/", INSIDE_NML_O),
    ("report", "GET", f"{NML_O}/projecten/zorgstart/rapportages/2026-Q3/", INSIDE_NML_O),
    ("report", "GET", f"{MGN}/rapportages/2031-Q1/", "302 404 404 404 404 404 404 404"),
    ("report", "POST", f"{MGN}/rapportages/2026-Q3/", "401 404 302 302 403 403 403 404"),
    ("report-differences", "GET", f"{MGN}/rapportages/2026-Q2/verschil/", INSIDE_NML_O),
    ("withdraw-report", "POST", f"{ZORGSTART_Q3}/intrekken/", "401 404 302 403 403 403 403 404"),
    ("approve-report", "POST", f"{ZORGSTART_Q3}/goedkeuren/", "401 404 409 403 403 403 403 404"),
    ("return-report", "POST", f"{ZORGSTART_Q3}/terugsturen/", "401 404 409 403 403 403 403 404"),
    ("reopen-report", "POST", f"{MGN}/rapportages/2026-Q3/heropenen/", "401 404 422 403 422 403 403 404"),
    ("freeze-quarter", "GET", f"{NML_O}/kwartaal/2026-Q3/vaststellen/", CONTROLLER),
    ("freeze-quarter", "GET", f"{NML_O}/kwartaal/2026-Q2/vaststellen/", CONTROLLER),
    ("freeze-quarter", "GET", f"{NML_O}/kwartaal/2031-Q1/vaststellen/", "302 404 404 404 404 404 404 404"),
    ("freeze-quarter", "GET", f"{ZL}/kwartaal/2026-Q3/vaststellen/", "302 404 404 404 404 404 404 404"),
    ("freeze-quarter", "POST", f"{NML_O}/kwartaal/2026-Q3/vaststellen/", "401 404 403 403 422 403 403 404"),
    ("period-current", "GET", f"{NML_O}/periode/", "302 404 302 302 302 302 302 404"),
    ("period-current", "GET", f"{ZL}/periode/", "302 404 404 404 404 404 404 302"),
    ("period", "GET", f"{NML_O}/kwartaal/2026-Q3/periode/", INSIDE_NML_O),
    ("period", "GET", f"{NML_O}/kwartaal/2026-Q4/periode/", INSIDE_NML_O),
    ("period", "GET", f"{NML_O}/kwartaal/2031-Q1/periode/", NOWHERE),
    ("period", "GET", f"{ZL}/kwartaal/2026-Q4/periode/", INSIDE_ZL),
    ("period-dates", "GET", f"{NML_O}/kwartaal/2026-Q3/periode/data/", CONTROLLER),
    ("period-dates", "GET", f"{NML_O}/kwartaal/2026-Q2/periode/data/", "302 404 403 403 302 403 403 404"),
    ("period-dates", "POST", f"{NML_O}/kwartaal/2026-Q3/periode/data/", "401 404 403 403 422 403 403 404"),
    ("period-dates", "GET", f"{ZL}/kwartaal/2026-Q4/periode/data/", "302 404 404 404 404 404 404 403"),
    ("reminder-days", "GET", f"{NML_O}/kwartaal/2026-Q3/periode/herinneringen/", RUNS_NML_O),
    ("reminder-days", "POST", f"{NML_O}/kwartaal/2026-Q3/periode/herinneringen/", RUNNERS_MISTAKE),
    ("reminder-days", "GET", f"{ZL}/kwartaal/2026-Q4/periode/herinneringen/", NOWHERE),
    ("open-quarter", "GET", f"{NML_O}/kwartaal/2026-Q3/openen/", "302 404 403 403 302 403 403 404"),
    ("open-quarter", "POST", f"{NML_O}/kwartaal/2026-Q3/openen/", "401 404 403 403 302 403 403 404"),
    ("open-quarter", "POST", f"{ZL}/kwartaal/2026-Q4/openen/", "401 404 404 404 404 404 404 403"),
    ("close-quarter", "GET", f"{NML_O}/kwartaal/2026-Q3/sluiten/", CONTROLLER),
    ("close-quarter", "GET", f"{NML_O}/kwartaal/2026-Q4/sluiten/", "302 404 403 403 302 403 403 404"),
    ("close-quarter", "POST", f"{NML_O}/kwartaal/2026-Q3/sluiten/", "401 404 403 403 422 403 403 404"),
    ("reopen-quarter", "GET", f"{NML_O}/kwartaal/2026-Q3/heropenen/", "302 404 403 403 302 403 403 404"),
    ("reopen-quarter", "POST", f"{NML_O}/kwartaal/2026-Q3/heropenen/", "401 404 403 403 422 403 403 404"),
    ("restate-measurement", "GET", f"{NML_O}/indicatoren/kpi-1-1/metingen/{{approved}}/herzien/", CONTROLLER),
    (
        "restate-measurement",
        "POST",
        f"{NML_O}/indicatoren/kpi-1-1/metingen/{{approved}}/herzien/",
        "401 404 403 403 422 403 403 404",
    ),
    (
        "restate-measurement",
        "GET",
        f"{NML_O}/indicatoren/kpi-1-1/metingen/{{measurement}}/herzien/",
        "302 404 404 404 404 404 404 404",
    ),
    (
        "restate-measurement",
        "POST",
        f"{ZL}/indicatoren/kpi-1-1/metingen/{{approved}}/herzien/",
        NOWHERE_POSTED,
    ),
    (
        "approve-measurement",
        "POST",
        f"{NML_O}/indicatoren/kpi-1-1/metingen/{{measurement}}/goedkeuren/",
        "302 404 302 403 403 403 403 404",
    ),
    (
        "approve-measurement",
        "POST",
        f"{ZL}/indicatoren/kpi-1-1/metingen/{{measurement}}/goedkeuren/",
        "302 404 404 404 404 404 404 404",
    ),
    *IMPORTING,
    *VERDICTS,
    *PUBLIC,
    ("notices", "GET", "/meldingen/", SIGNED_IN),
    ("read-notices", "GET", "/meldingen/gelezen/", POSTED),
    ("read-notices", "POST", "/meldingen/gelezen/", POSTED),
    ("read-notice", "POST", "/meldingen/{notice}/gelezen/", "302 404 404 404 302 404 404 404"),
    ("sent-mail", "GET", "/berichten/verzonden/", SIGNED_IN),
    ("preferences", "GET", "/voorkeuren/", SIGNED_IN),
    ("password", "GET", "/voorkeuren/wachtwoord/", SIGNED_IN),
    ("password", "POST", "/voorkeuren/wachtwoord/", "302 422 422 422 422 422 422 422"),
    ("preferences", "POST", "/voorkeuren/", "302 422 422 422 422 422 422 422"),
    ("trail", "GET", "/wijzigingen/", SIGNED_IN),
    ("trail-file", "GET", "/wijzigingen/export/csv/", SIGNED_IN),
    ("trail-file", "GET", "/wijzigingen/export/pdf/", NOWHERE),
    ("programme-trail", "GET", f"{NML_O}/wijzigingen/", INSIDE_NML_O),
    ("programme-trail", "GET", f"{ZL}/wijzigingen/", INSIDE_ZL),
    ("programme-trail-file", "GET", f"{NML_O}/wijzigingen/export/xlsx/", INSIDE_NML_O),
    ("programme-trail-file", "GET", f"{ZL}/wijzigingen/export/csv/", INSIDE_ZL),
    ("theme", "POST", "/voorkeuren/weergave/", NO_CHOICE),
    ("language", "POST", "/voorkeuren/taal/", NO_CHOICE),
    ("health", "GET", "/gezond/", ANYBODY),
    ("gallery", "GET", "/onderdelen/", ANYBODY),
]

# The API knows tokens only; a session opens nothing.
TOKENS = (None, "GM0984", "GM0983", "GM0928")
SHARE = "/api/v1/municipalities"
API: list[tuple[str, str, str, str]] = [
    #                                                                          none Venray Venlo Kerkrade
    ("municipal-share", "GET", f"{SHARE}/GM0984/share?programme=nml-o&quarter=2026-Q2", "401 200 404 404"),
    ("municipal-share", "GET", f"{SHARE}/GM0983/share?programme=nml-o&quarter=2026-Q2", "401 404 200 404"),
    ("municipal-share", "GET", f"{SHARE}/GM0984/share?programme=zuid-limburg", "401 404 404 404"),
    ("municipal-share", "POST", f"{SHARE}/GM0984/share", "401 405 405 405"),
    ("share-history", "GET", f"{SHARE}/GM0984/share/history?programme=nml-o", "401 200 404 404"),
    ("share-history", "GET", f"{SHARE}/GM0983/share/history?programme=nml-o", "401 404 200 404"),
    ("openapi", "GET", "/api/v1/openapi.json", "200 200 200 200"),
    ("api-docs", "GET", "/api/v1/docs", "200 200 200 200"),
    ("api-nothing-here", "GET", "/api/v1/niets", "404 404 404 404"),
]
