"""Who may ask what of the tokens of municipalities; see tests/permissions.py."""

PLACE = "/beheer/api-tokens"
NOBODYS = "0190a0b0-0000-7000-8000-000000000000"
#              stranger beheer manager lead controller bestuurder lezer zl
RUNS_PORTAL = "302 200 403 403 403 403 403 403"

API_TOKENS = [
    ("api-tokens", "GET", f"{PLACE}/", RUNS_PORTAL),
    ("new-api-token", "GET", f"{PLACE}/nieuw/", RUNS_PORTAL),
    ("new-api-token", "POST", f"{PLACE}/nieuw/", "401 422 403 403 403 403 403 403"),
    ("revoke-api-token", "GET", f"{PLACE}/{NOBODYS}/intrekken/", "302 404 403 403 403 403 403 403"),
    ("revoke-api-token", "POST", f"{PLACE}/{NOBODYS}/intrekken/", "401 404 403 403 403 403 403 403"),
]
