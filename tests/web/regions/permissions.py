"""The impact map is for everybody: rows of the table in tests/permissions.py, by its cast."""

ANYBODY = "200 200 200 200 200 200 200 200"
NOBODY = "404 404 404 404 404 404 404 404"

REGIONS: list[tuple[str, str, str, str]] = [
    ("regions", "GET", "/regios/", ANYBODY),
    ("regions", "GET", "/regios/?soort=roaz", ANYBODY),
    ("regions", "POST", "/regios/", "405 405 405 405 405 405 405 405"),
    ("region", "GET", "/regios/zorgkantoor/noord-en-midden-limburg/", ANYBODY),
    ("region", "GET", "/regios/zorgkantoor/zwolle/", ANYBODY),
    ("region", "GET", "/regios/iza/nml/", NOBODY),
    ("region", "GET", "/regios/roaz/bestaat-niet/", NOBODY),
    ("developments", "GET", "/regios/ontwikkelingen/", ANYBODY),
    ("development", "GET", "/regios/ontwikkelingen/demografische-druk/", ANYBODY),
    ("development", "GET", "/regios/ontwikkelingen/personeelstekort-totaal/", ANYBODY),
    ("development", "GET", "/regios/ontwikkelingen/bestaat-niet/", NOBODY),
]
