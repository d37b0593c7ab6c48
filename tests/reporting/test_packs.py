"""Files of a frozen quarter: asked for by who may, made once, kept whole, made again when they are not."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from izaportal.core import progress, runs
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run, RunState
from izaportal.core.progress import Progress
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import NoticeKind
from izaportal.notices.models import MailMessage, Notice
from izaportal.reporting.choices import PackKind
from izaportal.reporting.models import Freeze, PackFile
from izaportal.reporting.selectors.freezes import version_of
from izaportal.reporting.selectors.packs import (
    BOARD_PACK,
    BrokenFileError,
    Wanted,
    files_of,
    is_there,
    is_whole,
    opened,
    pack_files,
)
from izaportal.reporting.services.packs import Made, ask_for_pack, carry_out
from projects.models import Project

pytestmark = pytest.mark.django_db
SYSTEM = Viewer.system("test")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return Path(tmp_path)


@pytest.fixture
def wanted(programme) -> Wanted:
    return Wanted(Freeze.objects.get(programme=programme, quarter=Quarter(2026, 2)).pk, "1")


def build(wanted: Wanted, tell) -> Iterator[Made]:
    tell(Progress("Maken", 1, 2))
    for kind in wanted.kinds:
        yield Made(kind, f"{kind} van {wanted.builder}".encode())


def made(programme, wanted: Wanted) -> dict[PackKind, PackFile]:
    run = ask_for_pack(actor=SYSTEM, programme=programme, wanted=wanted)
    assert run is not None
    assert carry_out(run.pk, build).state == RunState.DONE
    return files_of(pack_files(SYSTEM, programme, wanted.freeze), wanted)


@pytest.mark.parametrize("person", ["lezer", "bestuurder-venray", "projectleider-mgn"])
def test_readers_do_not_ask(viewer_of, programme, wanted, person):
    with pytest.raises(NotAllowed):
        ask_for_pack(actor=viewer_of(person), programme=programme, wanted=wanted)


@pytest.mark.parametrize("person", ["controller", "programmamanager", "secretaris-pho"])
def test_who_runs_a_programme_asks(viewer_of, programme, wanted, person):
    run = ask_for_pack(actor=viewer_of(person), programme=programme, wanted=wanted)
    assert run is not None
    assert run.state == RunState.QUEUED
    entry = AuditEntry.objects.filter(object_type="bestuursstuk").latest("id")
    assert (entry.object_id, entry.programme) == (str(run.pk), "nml-o")


def test_three_files_are_kept_with_their_hash(programme, wanted, folder):
    files = made(programme, wanted)
    assert set(files) == set(BOARD_PACK)
    for kind, row in files.items():
        content = (folder / row.file.name).read_bytes()
        assert content == f"{kind} van 1".encode()
        assert row.sha256 == hashlib.sha256(content).hexdigest()
        assert row.size == len(content)
        assert is_there(row)


def test_what_is_made_is_not_made_again(programme, wanted):
    made(programme, wanted)
    assert ask_for_pack(actor=SYSTEM, programme=programme, wanted=wanted) is None
    assert PackFile.objects.count() == 3


def test_a_double_click_asks_once(programme, wanted):
    first = ask_for_pack(actor=SYSTEM, programme=programme, wanted=wanted)
    assert ask_for_pack(actor=SYSTEM, programme=programme, wanted=wanted) == first


def test_a_newer_builder_makes_it_again(programme, wanted):
    made(programme, wanted)
    newer = Wanted(wanted.freeze, "2")
    assert files_of(pack_files(SYSTEM, programme, wanted.freeze), newer) == {}
    assert made(programme, newer)[PackKind.DOCUMENT].builder == "2"
    assert PackFile.objects.count() == 6


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_broken_file_is_told_and_made_again(programme, wanted, folder, harm):
    row = made(programme, wanted)[PackKind.DOCUMENT]
    path = folder / row.file.name
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(b"x" * row.size)
    assert not is_whole(row)
    with pytest.raises(BrokenFileError):
        opened(row)
    assert is_whole(made(programme, wanted)[PackKind.DOCUMENT])
    assert PackFile.objects.filter(kind=PackKind.DOCUMENT).count() == 2


def test_progress_is_told(programme, wanted):
    run = ask_for_pack(actor=SYSTEM, programme=programme, wanted=wanted)
    assert run is not None
    carry_out(run.pk, build)
    told = progress.of(run.pk)
    assert told is not None
    assert (told.step, told.percent) == ("Maken", 50)


def test_a_run_that_fails_keeps_nothing_and_can_be_asked_again(programme, wanted):
    def broken(wanted: Wanted, tell) -> Iterator[Made]:
        yield Made(PackKind.DOCUMENT, b"half")
        raise OSError("schijf vol")

    run = ask_for_pack(actor=SYSTEM, programme=programme, wanted=wanted)
    assert run is not None
    with pytest.raises(OSError, match="schijf vol"):
        carry_out(run.pk, broken)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "schijf vol" in run.failures[0]["why"]
    assert not PackFile.objects.exists()
    assert len(made(programme, wanted)) == 3


def test_a_run_that_never_ends_is_given_up(programme, wanted):
    run = ask_for_pack(actor=SYSTEM, programme=programme, wanted=wanted)
    assert run is not None
    Run.objects.filter(pk=run.pk).update(attempts=runs.MOST_ATTEMPTS)
    assert carry_out(run.pk, build).state == RunState.FAILED


def test_a_run_is_carried_out_once(programme, wanted):
    run = ask_for_pack(actor=SYSTEM, programme=programme, wanted=wanted)
    assert run is not None
    carry_out(run.pk, build)
    carry_out(run.pk, build)
    assert PackFile.objects.count() == 3


def test_a_dossier_is_of_one_project(programme, wanted):
    one = Wanted(wanted.freeze, "1", "mgn")
    (row,) = made(programme, one).values()
    assert row.project == Project.objects.get(programme=programme, slug="mgn")
    assert row.kind == PackKind.DOSSIER
    with pytest.raises(Project.DoesNotExist):
        ask_for_pack(actor=SYSTEM, programme=programme, wanted=Wanted(wanted.freeze, "1", "weg"))


def test_outsiders_see_no_file(programme, wanted, viewer_of):
    made(programme, wanted)
    assert pack_files(viewer_of("zl-manager"), programme, wanted.freeze) == ()
    assert len(pack_files(viewer_of("bestuurder-venray"), programme, wanted.freeze)) == 3


def told_to() -> dict[str, str]:
    """What each person was told of a pack."""
    rows = Notice.objects.filter(kind=NoticeKind.PACK).select_related("user")
    return {row.user.username: row.subject for row in rows}


def test_who_asked_is_told_that_it_is_ready(viewer_of, programme, wanted):
    first = ask_for_pack(actor=viewer_of("controller"), programme=programme, wanted=wanted)
    assert first is not None
    for _ in range(2):
        assert ask_for_pack(actor=viewer_of("programmamanager"), programme=programme, wanted=wanted) == first
    assert told_to() == {}
    carry_out(first.pk, build)
    ready = "Bestuursstuk van Q2 2026 staat klaar"
    assert told_to() == {"controller": ready, "programmamanager": ready}
    assert Notice.objects.filter(kind=NoticeKind.PACK).count() == 2
    url = Notice.objects.filter(kind=NoticeKind.PACK)[0].url
    assert url == "/programmas/nml-o/kwartaal/2026-Q2/bestuursstuk/v1/"
    assert not MailMessage.objects.filter(kind=NoticeKind.PACK).exists()


def test_who_asked_for_a_dossier_is_told_of_which(viewer_of, programme, wanted):
    one = Wanted(wanted.freeze, "1", "mgn")
    run = ask_for_pack(actor=viewer_of("controller"), programme=programme, wanted=one)
    assert run is not None
    carry_out(run.pk, build)
    assert told_to() == {"controller": "Dossier Mentale gezondheidsnetwerken van Q2 2026 staat klaar"}


def test_who_asked_is_told_that_it_failed(viewer_of, programme, wanted):
    run = ask_for_pack(actor=viewer_of("controller"), programme=programme, wanted=wanted)
    assert run is not None
    Run.objects.filter(pk=run.pk).update(attempts=runs.MOST_ATTEMPTS)
    carry_out(run.pk, build)
    assert told_to() == {"controller": "Bestuursstuk van Q2 2026 maken is mislukt"}


def test_a_dossier_is_called_by_its_project(viewer_of, programme, wanted):
    """In the trail, in the notice that it failed: nobody knows a project by its slug."""
    one = Wanted(wanted.freeze, "1", "mgn")
    run = ask_for_pack(actor=viewer_of("controller"), programme=programme, wanted=one)
    assert run is not None
    what = "dossier van Mentale gezondheidsnetwerken, Q2 2026, versie 1"
    assert run.asked_for == what
    assert AuditEntry.objects.get(object_id=str(run.pk)).object_label == what
    Run.objects.filter(pk=run.pk).update(attempts=runs.MOST_ATTEMPTS)
    carry_out(run.pk, build)
    assert told_to() == {"controller": "Dossier Mentale gezondheidsnetwerken van Q2 2026 maken is mislukt"}


def test_a_version_is_of_one_programme(programme, wanted):
    assert version_of(wanted.freeze).quarter == Quarter(2026, 2)
    other = type(programme).objects.exclude(pk=programme.pk).earliest("pk")
    with pytest.raises(Freeze.DoesNotExist):
        ask_for_pack(actor=SYSTEM, programme=other, wanted=wanted)


def test_refused_is_written_down_and_not_raised(programme, wanted):
    def refusing(wanted: Wanted, tell) -> Iterator[Made]:
        raise Refused("was er niet")
        yield

    run = ask_for_pack(actor=SYSTEM, programme=programme, wanted=wanted)
    assert run is not None
    assert carry_out(run.pk, refusing).state == RunState.FAILED
