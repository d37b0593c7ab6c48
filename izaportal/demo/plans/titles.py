"""How the portal names the documents it read; every row that was read carries one of these."""

NML_O = "Transformatieplan NML-O v1.2"
NML = "Regioplan Noord- en Midden-Limburg (concept, december 2023)"
ZUID_LIMBURG = "Regioplan Zuid-Limburg"
ZUID_LIMBURG_PARTS = "Bijlage bij het regioplan Zuid-Limburg: thema-onderdelen"
IMPACT_MAP = "Bijlage 3: Impactkaart per regio"
CBS = "CBS StatLine, bevolking per 1 januari"
CBS_LIST = "CBS gemeentelijke indeling (openbaar gegeven)"
