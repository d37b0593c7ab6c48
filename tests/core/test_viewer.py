import pytest

from izaportal.core.viewer import Right, Role, ScopeKind, Viewer


def someone(*rights: Right) -> Viewer:
    return Viewer("1", "Iemand", frozenset(rights))


MANAGER = someone(Right(Role.PROGRAMME_MANAGER, ScopeKind.PROGRAMME, "nml-o"))
PILLAR_MANAGER = someone(Right(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR, "nml-o/p1"))
CONTROLLER = someone(Right(Role.CONTROLLER, ScopeKind.PROGRAMME, "nml-o"))
LEAD = someone(Right(Role.PROJECT_LEAD, ScopeKind.PROJECT, "nml-o/mgn"))
BOARD = someone(Right(Role.BOARD_MEMBER, ScopeKind.MUNICIPALITY, "GM0984"))
CLIENT = someone(Right(Role.MUNICIPALITY, ScopeKind.MUNICIPALITY, "GM0984"))
ADMINISTRATOR = someone(Right(Role.ADMINISTRATOR, ScopeKind.INSTALLATION))
SYSTEM = Viewer.system("werk")
STRANGER = Viewer.stranger()


@pytest.mark.parametrize(
    ("viewer", "slugs", "board", "own"),
    [
        (MANAGER, {"nml-o"}, set(), set()),
        (PILLAR_MANAGER, {"nml-o"}, set(), set()),
        (LEAD, {"nml-o"}, set(), set()),
        (BOARD, set(), {"GM0984"}, {"GM0984"}),
        (CLIENT, set(), set(), {"GM0984"}),
        (ADMINISTRATOR, set(), set(), set()),
        (STRANGER, set(), set(), set()),
    ],
)
def test_rights_open_programmes_and_municipalities(viewer, slugs, board, own):
    assert viewer.programme_slugs == slugs
    assert viewer.board_municipalities == board
    assert viewer.own_municipalities == own


@pytest.mark.parametrize(
    ("viewer", "whole", "own_pillar", "other_pillar", "other_programme"),
    [
        (MANAGER, True, True, True, False),
        (PILLAR_MANAGER, False, True, False, False),
        (CONTROLLER, False, False, False, False),
        (LEAD, False, False, False, False),
        (BOARD, False, False, False, False),
        (ADMINISTRATOR, False, False, False, False),
        (SYSTEM, True, True, True, True),
    ],
)
def test_managing_follows_programme_and_pillar(viewer, whole, own_pillar, other_pillar, other_programme):
    assert viewer.manages("nml-o") is whole
    assert viewer.manages("nml-o", "p1") is own_pillar
    assert viewer.manages("nml-o", "p2") is other_pillar
    assert viewer.manages("zuid-limburg", "p1") is other_programme


@pytest.mark.parametrize(("viewer", "may"), [(CONTROLLER, True), (SYSTEM, True), (MANAGER, False)])
def test_only_a_controller_controls(viewer, may):
    assert viewer.controls("nml-o") is may


def test_control_ends_at_the_programme():
    assert not CONTROLLER.controls("nml")


def test_a_key_is_no_prefix():
    assert not MANAGER.manages("nml")
    assert someone(Right(Role.READER, ScopeKind.PROGRAMME, "nml")).programme_slugs == {"nml"}


def test_keys_are_per_role_and_kind():
    both = someone(
        Right(Role.BOARD_MEMBER, ScopeKind.MUNICIPALITY, "GM0984"),
        Right(Role.MUNICIPALITY, ScopeKind.MUNICIPALITY, "GM0983"),
    )
    assert both.keys(Role.BOARD_MEMBER, ScopeKind.MUNICIPALITY) == {"GM0984"}
    assert both.own_municipalities == {"GM0983", "GM0984"}
