"""What is changed in a plan file, and what must then be said of it: (old, new, place, message)."""

NML = (
    (
        "  municipality_count: 14\n",
        "  municipality_count: 15\n",
        "region.municipality_count",
        "telt 15 gemeenten",
    ),
    ("cbs_code: GM0893", "cbs_code: 893", "municipalities[1].cbs_code", "moet tekst zijn"),
    (
        "cbs_code: GM1711",
        "cbs_code: GM9999",
        "municipalities[2].cbs_code",
        "gemeente van deze regio 'GM9999' is onbekend",
    ),
    (
        "kind: huisartsen, kind_source: bron}",
        "kind: dokters, kind_source: bron}",
        "organisations[30].kind",
        "geen van",
    ),
    ("    nr: 2\n", "    nr: 1\n", "themes[2].nr", "1 komt twee keer voor"),
    (
        "category: algemeen, label: Gedeelde",
        "category: wensen, label: Gedeelde",
        "preconditions[2].category",
        "categorie 'wensen' is onbekend",
    ),
    (
        "{slug: ind-tekort-pct, label: Tekort in procenten,",
        "{slug: ind-tekort-pct,",
        "indicators[2]",
        "mist 'label'",
    ),
    (
        "direction: omlaag, source: null, src: B}",
        "direction: dalend, source: null, src: B}",
        "indicators[6].direction",
        "geen van: omhoog, omlaag",
    ),
    ('period: "2022-10/2024-10"', "period: twee jaar", "indicators[29].target.period", "heeft niet de vorm"),
    (
        "depends_on: [wa-o1, wa-o3]",
        "depends_on: [wa-o1, wa-x3]",
        "work_agenda.actions[5].depends_on[2]",
        "actie 'wa-x3' is onbekend",
    ),
    (
        'date: "2023-12-21", state: gepland',
        "date: eind 2023, state: gepland",
        "milestones[2].date",
        "heeft niet de vorm",
    ),
    (
        "id: i002, slug: marktplaatsoplossing",
        "id: i002, slug: mentale-gezondheidsnetwerken",
        "initiatives[2].slug",
        "komt twee keer voor",
    ),
    (
        "impact_min: 7, impact_max: 7",
        "impact_min: 7, impact_max: 5",
        "initiatives[4].impact_max",
        "5 is minder dan impact_min 7",
    ),
    (
        "Buikpijnteam, theme: gezond-vooruit, submitters: [laurentius]",
        "Buikpijnteam, theme: gezond-vooruit, submitters: [lauwrentius]",
        "initiatives[5].submitters[1]",
        "organisatie 'lauwrentius' is onbekend",
    ),
    (
        "described: true, impact_min: 1, impact_max: 1}",
        "described: ja, impact_min: 1, impact_max: 1}",
        "initiatives[6].described",
        "moet true of false zijn",
    ),
    (
        "duplicate_of: i084",
        "duplicate_of: i284",
        "initiatives[86].duplicate_of",
        "initiatief 'i284' is onbekend",
    ),
)
ZUID = (
    ("municipality_count: 16", "municipality_count: 17", "region.municipality_count", "telt 17 gemeenten"),
    ("maturity: 2\n", "maturity: 7\n", "theme_parts[5].maturity", "7 is meer dan 4"),
    (
        "owner: {kind: coalitie, refs: [trendbreuk-zuid-limburg]",
        "owner: {kind: gremium, refs: [trendbreuk-zuid-limburg]",
        "theme_parts[5].owner.refs[1]",
        "overleg 'trendbreuk-zuid-limburg' is onbekend",
    ),
    (
        "person: null, person_role: null}",
        "person: A. Naam, person_role: null}",
        "theme_parts[1].owner.person",
        "moet leeg zijn",
    ),
    (
        "gezondheidsverschillen, basis: strekking",
        "gezondheidsverschillen, basis: gevoel",
        "themes[2].deelopgaven[2].basis",
        "geen van: benoemd, strekking",
    ),
    (
        'kind: product, label: "Digitale zorgpaden per',
        'kind: wens, label: "Digitale zorgpaden per',
        "theme_parts[5].results[4].kind",
        "geen van",
    ),
)
IMPACT = (
    ("parent: null", "parent: zk-nergens", "regions[1].parent", "regio 'zk-nergens' is onbekend"),
    (
        "from_year: 2023, to_year: 2040",
        "from_year: 1823, to_year: 2040",
        "developments[1].from_year",
        "1823 is minder dan 1990",
    ),
    (
        "      preventie-voorlichting:\n",
        "      voorlichting:\n",
        "regions[1].activities.voorlichting",
        "thema 'voorlichting' is onbekend",
    ),
    ("change_range: [20, 30]", "change_range: [30, 20]", "change_range", "loopt terug: 30 tot 20"),
    ("change: 27,", "change: veel,", "developments[1].change", "moet een getal of leeg zijn"),
    (
        "    activity_gaps: {}\n",
        "    activity_gaps: {digitale-zorg: streepje}\n",
        "activity_gaps.digitale-zorg",
        "kan niet ontbreken",
    ),
)
