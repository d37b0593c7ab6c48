"""Who may do what with meetings and decisions: rows of the table in tests/permissions.py, by its cast."""

MEETINGS, ELSEWHERE = "/programmas/nml-o/vergaderingen", "/programmas/zuid-limburg/vergaderingen"
MEETING, ITEM = f"{MEETINGS}/{{meeting}}", f"{MEETINGS}/punten/{{item}}"
DECISIONS = "/programmas/nml-o/besluiten"
DECISION = f"{DECISIONS}/mgn-2026-02-26"

#                   stranger beheer manager lead controller bestuurder lezer zl
INSIDE = "302 404 200 200 200 200 200 404"
INSIDE_ZL = "302 404 404 404 404 404 404 200"
KEEPS = "302 404 200 403 403 403 403 404"
NOT_OF_IT = "302 404 404 403 403 403 403 404"
KEEPS_ZL = "302 404 404 404 404 404 404 200"
SENT_ON = "401 404 302 403 403 403 403 404"
MISTAKE = "401 404 422 403 403 403 403 404"
NOWHERE = "302 404 404 404 404 404 404 404"
FOLLOWS_UP = "302 404 200 200 403 403 403 404"
STEP_MISTAKE = "401 404 422 422 403 403 403 404"

OF_MEETINGS: list[tuple[str, str, str, str]] = [
    ("meetings", "GET", f"{MEETINGS}/", INSIDE),
    ("meetings", "GET", f"{ELSEWHERE}/", INSIDE_ZL),
    ("bodies", "GET", f"{MEETINGS}/overleggen/", INSIDE),
    ("bodies", "GET", f"{ELSEWHERE}/overleggen/", INSIDE_ZL),
    ("edit-body", "GET", f"{MEETINGS}/overleggen/pho/wijzigen/", KEEPS),
    ("edit-body", "GET", f"{ELSEWHERE}/overleggen/bestuurlijke-regiegroep/wijzigen/", KEEPS_ZL),
    ("edit-body", "GET", f"{ELSEWHERE}/overleggen/pho/wijzigen/", NOWHERE),
    ("edit-body", "POST", f"{MEETINGS}/overleggen/pho/wijzigen/", MISTAKE),
    ("add-body", "GET", f"{MEETINGS}/overleggen/nieuw/", KEEPS),
    ("add-body", "GET", f"{ELSEWHERE}/overleggen/nieuw/", KEEPS_ZL),
    ("add-body", "POST", f"{MEETINGS}/overleggen/nieuw/", MISTAKE),
    ("body-members", "GET", f"{MEETINGS}/overleggen/pho/leden/", INSIDE),
    ("body-members", "GET", f"{ELSEWHERE}/overleggen/bestuurlijke-regiegroep/leden/", INSIDE_ZL),
    ("body-members", "GET", f"{ELSEWHERE}/overleggen/pho/leden/", NOWHERE),
    ("add-body-member", "GET", f"{MEETINGS}/overleggen/pho/leden/nieuw/", KEEPS),
    ("add-body-member", "POST", f"{MEETINGS}/overleggen/pho/leden/nieuw/", MISTAKE),
    ("edit-body-member", "GET", f"{MEETINGS}/overleggen/pho/leden/{{member}}/wijzigen/", KEEPS),
    ("edit-body-member", "GET", f"{MEETINGS}/overleggen/roaz/leden/{{member}}/wijzigen/", NOT_OF_IT),
    ("edit-body-member", "POST", f"{MEETINGS}/overleggen/pho/leden/{{member}}/wijzigen/", MISTAKE),
    ("plan-meeting", "GET", f"{MEETINGS}/plannen/", KEEPS),
    ("plan-meeting", "POST", f"{MEETINGS}/plannen/", MISTAKE),
    ("meeting", "GET", f"{MEETING}/", INSIDE),
    ("meeting", "GET", f"{ELSEWHERE}/{{meeting}}/", NOWHERE),
    ("edit-meeting", "GET", f"{MEETING}/wijzigen/", KEEPS),
    ("edit-meeting", "POST", f"{MEETING}/wijzigen/", MISTAKE),
    ("cancel-meeting", "GET", f"{MEETING}/afzeggen/", KEEPS),
    ("cancel-meeting", "GET", f"{ELSEWHERE}/{{meeting}}/afzeggen/", NOWHERE),
    ("cancel-meeting", "POST", f"{MEETING}/afzeggen/", MISTAKE),
    ("revive-meeting", "POST", f"{MEETING}/toch-door/", SENT_ON),
    ("revive-meeting", "POST", f"{ELSEWHERE}/{{meeting}}/toch-door/", NOWHERE.replace("302", "401", 1)),
    ("fix-agenda", "POST", f"{MEETING}/vaststellen/", SENT_ON),
    ("fix-agenda", "POST", f"{ELSEWHERE}/{{meeting}}/vaststellen/", NOWHERE.replace("302", "401", 1)),
    ("meeting-minutes", "GET", f"{MEETING}/besluitenlijst/docx/", INSIDE),
    ("meeting-minutes", "GET", f"{MEETING}/besluitenlijst/xlsx/", INSIDE),
    ("meeting-minutes", "GET", f"{MEETING}/besluitenlijst/pdf/", NOWHERE),
    ("meeting-minutes", "GET", f"{ELSEWHERE}/{{meeting}}/besluitenlijst/xlsx/", NOWHERE),
    ("add-agenda-item", "GET", f"{MEETING}/punten/nieuw/", KEEPS),
    ("add-agenda-item", "POST", f"{MEETING}/punten/nieuw/", MISTAKE),
    ("edit-agenda-item", "GET", f"{ITEM}/wijzigen/", KEEPS),
    ("edit-agenda-item", "GET", f"{ELSEWHERE}/punten/{{item}}/wijzigen/", NOWHERE),
    ("edit-agenda-item", "POST", f"{ITEM}/wijzigen/", MISTAKE),
    ("move-agenda-item", "POST", f"{ITEM}/verplaatsen/", SENT_ON),
    ("withdraw-agenda-item", "GET", f"{ITEM}/van-de-agenda/", KEEPS),
    ("withdraw-agenda-item", "POST", f"{ITEM}/van-de-agenda/", MISTAKE),
    ("restore-agenda-item", "POST", f"{ITEM}/terug/", SENT_ON),
    ("write-minute", "GET", f"{ITEM}/verslag/", KEEPS),
    ("write-minute", "POST", f"{ITEM}/verslag/", MISTAKE),
    ("record-decision", "GET", f"{ITEM}/besluit/", KEEPS),
    ("record-decision", "POST", f"{ITEM}/besluit/", MISTAKE),
    ("replace-decision", "GET", f"{MEETINGS}/punten/{{decided}}/besluit/mgn-2026-02-26/", KEEPS),
    ("replace-decision", "GET", f"{ITEM}/besluit/mgn-2026-02-26/", "302 404 404 403 403 403 403 404"),
    ("replace-decision", "GET", f"{ELSEWHERE}/punten/{{decided}}/besluit/mgn-2026-02-26/", NOWHERE),
    ("replace-decision", "POST", f"{MEETINGS}/punten/{{decided}}/besluit/mgn-2026-02-26/", MISTAKE),
    ("decisions", "GET", f"{DECISIONS}/", INSIDE),
    ("decisions", "GET", f"{DECISIONS}/?q=werven&stand=te-laat", INSIDE),
    ("decisions", "GET", "/programmas/zuid-limburg/besluiten/", INSIDE_ZL),
    ("decisions-export", "GET", f"{DECISIONS}/export/xlsx/", INSIDE),
    ("decisions-export", "GET", f"{DECISIONS}/export/csv/", INSIDE),
    ("decisions-export", "GET", f"{DECISIONS}/export/pdf/", NOWHERE),
    ("decision", "GET", f"{DECISION}/", INSIDE),
    ("decision", "GET", f"{DECISIONS}/d2/", INSIDE),
    ("decision", "GET", "/programmas/zuid-limburg/besluiten/mgn-2026-02-26/", NOWHERE),
    ("edit-decision", "GET", f"{DECISION}/wijzigen/", KEEPS),
    ("edit-decision", "POST", f"{DECISION}/wijzigen/", MISTAKE),
    ("follow-up", "GET", f"{DECISION}/opvolging/", FOLLOWS_UP),
    ("follow-up", "POST", f"{DECISION}/opvolging/", STEP_MISTAKE),
    ("follow-up-condition", "GET", f"{DECISIONS}/d2/opvolging/d2-a/", FOLLOWS_UP),
    (
        "follow-up-condition",
        "GET",
        f"{DECISIONS}/d2/opvolging/bestaat-niet/",
        "302 404 404 404 403 403 403 404",
    ),
    ("follow-up-condition", "POST", f"{DECISIONS}/d2/opvolging/d2-a/", STEP_MISTAKE),
    ("record-positions", "GET", f"{DECISIONS}/d2/colleges/", KEEPS),
    ("record-positions", "GET", f"{DECISION}/colleges/", NOWHERE),
    ("record-positions", "POST", f"{DECISIONS}/d2/colleges/", MISTAKE),
]
