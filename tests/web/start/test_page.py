"""What waits, in the order and the words of Mijn werk."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.quarter import Quarter
from izaportal.web.start import page
from izaportal.web.start.cards import quarters_shown
from izaportal.web.start.changes import Changes
from izaportal.web.start.lines import Item, Line, LineKind, arrange, days_in_words
from pillars.selectors.plan import periods_everywhere

TODAY = date(2026, 10, 12)


def line(title: str, days: int | None, kind: LineKind = LineKind.MEASURE, **columns) -> Line:
    due = None if days is None else TODAY + timedelta(days=days)
    return Line(kind, title, f"/{title}", "want", due=due, **columns)


def titles(lines: list[Line]) -> dict[str, list[str]]:
    return {heading: [item.title for item in items] for heading, items in arrange(lines, TODAY).groups}


def flat(items: tuple[Item, ...]) -> list[str]:
    return [one.title for item in items for one in (item.inside or (item,))]


def test_the_most_urgent_stands_first():
    lines = [
        line("later", 40), line("ooit", None), line("straks", 5), line("morgen", 1), line("te laat", -1),
        line("veertien dagen", 14), line("vijftien dagen", 15),
    ]  # fmt: skip
    assert titles(lines) == {
        "Te laat": ["te laat"],
        "Binnen twee weken": ["morgen", "straks", "veertien dagen"],
        "Later": ["vijftien dagen", "later", "ooit"],
    }


def test_old_plans_do_not_hide_what_presses():
    lines = [line("mijlpaal", -900, LineKind.MILESTONE), line("melden", -1, LineKind.DUTY)]
    assert titles(lines)["Te laat"] == ["melden", "mijlpaal"]


def test_a_meeting_is_never_late():
    assert titles([line("overleg", 0, LineKind.MEETING, is_event=True)]) == {"Binnen twee weken": ["overleg"]}
    assert arrange([line("overleg", -1, LineKind.MEETING, is_event=True)], TODAY).overdue == 0


def test_many_alike_fold_into_one():
    lines = [line(f"{n}", 16, where="NML-O", part="Q3 2026") for n in range(4)]
    [(_, (item,))] = arrange(lines, TODAY).groups
    assert (item.title, item.where, item.days) == ("4 metingen ontbreken", "NML-O, Q3 2026", "nog 16 dagen")
    assert [one.url for one in item.inside] == ["/0", "/1", "/2", "/3"]
    assert arrange(lines, TODAY).count == 4


def test_folded_lines_tell_their_own_days():
    late = [line(f"{n}", -n - 1, where="NML", part=f"deel {n}") for n in range(4)]
    [(_, (item,))] = arrange(late, TODAY).groups
    assert (item.day, item.days, item.where) == ("vanaf 8 oktober 2026", "te laat", "NML")
    assert [one.days for one in item.inside][:2] == ["4 dagen te laat", "3 dagen te laat"]


def test_folded_lines_of_one_name_are_told_apart():
    reports = [line("Rapportage indienen", 3, LineKind.REPORT, part=part) for part in ("A", "B", "C", "D")]
    [(_, (item,))] = arrange(reports, TODAY).groups
    assert [one.title for one in item.inside] == ["A", "B", "C", "D"]


def test_three_alike_stay_apart_as_do_programmes():
    lines = [line(f"{n}", 16, where="A") for n in range(3)] + [line(f"b{n}", 16, where="B") for n in range(3)]
    assert len(titles(lines)["Later"]) == 6


@given(
    st.lists(
        st.builds(
            line,
            st.text(alphabet="abc", min_size=1, max_size=3),
            st.none() | st.integers(-1000, 1000),
            st.sampled_from(LineKind),
            where=st.sampled_from(["A", "B"]),
        ),
        max_size=20,
    )
)
def test_no_line_gets_lost(lines):
    work = arrange(lines, TODAY)
    shown = [title for _, items in work.groups for title in flat(items)]
    assert sorted(shown) == sorted(one.title for one in lines)
    assert work.count == len(lines)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (16, "nog 16 dagen"), (1, "morgen"), (0, "vandaag"), (-1, "1 dag te laat"), (-59, "59 dagen te laat"),
        (-60, "2 maanden te laat"), (-719, "23 maanden te laat"), (-1100, "3 jaar te laat"),
    ],
)  # fmt: skip
def test_a_day_is_counted_in_words(days, words):
    assert days_in_words(TODAY + timedelta(days=days), TODAY) == words


def test_an_event_is_ahead_not_left():
    assert days_in_words(TODAY + timedelta(days=45), TODAY, is_event=True) == "over 45 dagen"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "Het is 12 oktober 2026."),
        ([3], "Er wacht één ding op u."),
        ([-3], "Er wacht één ding op u; dat is te laat."),
        ([3, 4], "Er wachten 2 dingen op u."),
        ([3, -4], "Er wachten 2 dingen op u; één daarvan is te laat."),
        ([-3, -4], "Er wachten 2 dingen op u; 2 daarvan zijn te laat."),
    ],
)
def test_one_sentence_tells_what_waits(days, words):
    work = arrange([line(f"{n}", n) for n in days], TODAY)
    shown = page.StartPage(work, Changes(), ("een",), "")  # type: ignore[arg-type]  # any card will do
    assert page.greeting(shown, TODAY).endswith(words)


@pytest.mark.django_db
def test_another_source_is_one_more_function(viewer_of):
    def reports(viewer, today):
        yield line(f"rapport van {viewer.name}", 3)

    shown = page.build(viewer_of("lezer"), TODAY, [reports])
    assert [item.title for _, items in shown.work.groups for item in items] == ["rapport van Lezer"]


@pytest.mark.django_db
def test_both_ends_of_periods_are_shown(viewer_of):
    assert {Quarter(2026, 2), Quarter(2026, 3)} <= quarters_shown(periods_everywhere(viewer_of("lezer")))


@pytest.mark.django_db
def test_nothing_to_do_tells_what_comes_next(viewer_of):
    assert page.comes_next(viewer_of("lezer"), TODAY) == (
        "De eerstvolgende termijn is 28 oktober 2026: indienen van Q3 2026 van NML-O."
    )
    assert page.comes_next(viewer_of("zl-manager"), TODAY).startswith("Zodra er een kwartaal opengaat")
