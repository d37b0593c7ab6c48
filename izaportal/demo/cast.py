"""The demo users: one for every role. They can sign in only while the portal is a demo.

Without Django: the program that starts the demo prints them, too.
"""

from izaportal.core.viewer import Right, Role, ScopeKind

PASSWORD = "izaportal-demo"  # noqa: S105 - printed in the README on purpose; of no use outside a demo
MAIL_DOMAIN = "demo.invalid"  # no mail of a demo can ever arrive anywhere
BOTH_PLANS = ("nml-o", "nml")
CAST: dict[str, tuple[str, tuple[Right, ...]]] = {
    "beheerder": ("Beheerder", (Right(Role.ADMINISTRATOR, ScopeKind.INSTALLATION),)),
    "programmamanager": (
        "Programmamanager NML-O",
        tuple(Right(Role.PROGRAMME_MANAGER, ScopeKind.PROGRAMME, slug) for slug in BOTH_PLANS),
    ),
    "projectleider-mgn": (
        "Projectleider Mentale gezondheidsnetwerken",
        (Right(Role.PROJECT_LEAD, ScopeKind.PROJECT, "nml-o/mgn"),),
    ),
    "controller": ("Controller NML-O", (Right(Role.CONTROLLER, ScopeKind.PROGRAMME, "nml-o"),)),
    "bestuurder-venray": (
        "Bestuurder gemeente Venray",
        (Right(Role.BOARD_MEMBER, ScopeKind.MUNICIPALITY, "GM0984"),),
    ),
    "secretaris-pho": (
        "Secretaris portefeuillehoudersoverleg",
        (Right(Role.SECRETARY, ScopeKind.BODY, "nml-o/pho"),),
    ),
    "lezer": ("Lezer", tuple(Right(Role.READER, ScopeKind.PROGRAMME, slug) for slug in BOTH_PLANS)),
    "zl-manager": (
        "Programmamanager Zuid-Limburg",
        (Right(Role.PROGRAMME_MANAGER, ScopeKind.PROGRAMME, "zuid-limburg"),),
    ),
}
