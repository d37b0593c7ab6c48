from collections import Counter
from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.quarter import Quarter
from izaportal.reporting.reminder_words import days_words, told
from izaportal.reporting.reminders import (
    Duty,
    Moment,
    Owed,
    Schedule,
    coming,
    due_moment,
    moments,
    reminders,
)
from pillars.windows import Windows

WINDOWS = Windows.of(Quarter(2026, 3), submission_day=28, approval_day=35)
USUAL = Schedule((21, 14, 7), 4)
ANN, BOB, CEES = UUID(int=1), UUID(int=2), UUID(int=3)
PEOPLE = st.frozensets(st.sampled_from([ANN, BOB, CEES]))
OWED = st.lists(st.builds(Owed, st.sampled_from(Duty), st.text(max_size=5), PEOPLE), max_size=8)
SCHEDULES = st.builds(
    Schedule, st.lists(st.integers(1, 60), max_size=4).map(tuple), st.integers(min_value=0, max_value=6)
)
DAYS = st.dates(date(2026, 9, 1), date(2027, 1, 31))


def days_of(duty: Duty) -> list[str]:
    return [f"{one.day:%d-%m}" for one in moments(WINDOWS, USUAL) if duty in one.about]


def test_the_usual_days():
    assert days_of(Duty.HAND_IN) == ["07-10", "14-10", "21-10", "29-10", "05-11", "12-11", "19-11"]
    assert days_of(Duty.JUDGE) == ["28-10", "05-11", "12-11", "19-11", "26-11"]
    assert days_of(Duty.CLOSE) == ["05-11", "12-11", "19-11", "26-11"]


def test_a_running_quarter_reminds_nobody():
    """More days ahead than there is time to hand in."""
    listed = moments(WINDOWS, Schedule((60, 28, 27), 0))
    assert [one.day for one in listed if Duty.HAND_IN in one.about] == [date(2026, 10, 1)]


def test_without_settings_only_the_misses_remain():
    assert moments(WINDOWS, Schedule((), 0)) == ()
    assert moments(WINDOWS, Schedule((), 1))[0].day == date(2026, 10, 29)


def test_of_missed_days_only_the_last_is_carried_out():
    listed = moments(WINDOWS, USUAL)
    due = due_moment(listed, date(2026, 10, 23), set())
    assert due is not None
    assert due.day == date(2026, 10, 21)
    assert due_moment(listed, date(2026, 10, 23), {date(2026, 10, 21)}) is None
    assert due_moment(listed, date(2026, 10, 6), set()) is None


def test_a_preview_begins_with_what_was_missed():
    listed = moments(WINDOWS, USUAL)
    shown = [one.day for one in coming(listed, date(2026, 10, 22), {date(2026, 10, 7)})]
    assert shown[:2] == [date(2026, 10, 21), date(2026, 10, 28)]
    assert [one.day for one in coming(listed, date(2026, 10, 22), {date(2026, 10, 21)})] == shown[1:]


@given(SCHEDULES)
def test_no_day_comes_twice(schedule):
    days = [moment.day for moment in moments(WINDOWS, schedule)]
    assert days == sorted(set(days))
    assert all(day >= WINDOWS.submit_from for day in days)


@given(SCHEDULES, DAYS, st.sets(DAYS))
def test_what_is_due_is_past_and_not_done(schedule, today, done):
    listed = moments(WINDOWS, schedule)
    due = due_moment(listed, today, done)
    past = [moment for moment in listed if moment.day <= today]
    assert due is None or (due.day <= today and due.day not in done and due == past[-1])


@given(SCHEDULES, DAYS)
def test_a_day_by_day_calendar_carries_each_moment_out_once(schedule, first):
    listed, done = moments(WINDOWS, schedule), Counter[date]()
    for number in range(120):
        due = due_moment(listed, first + timedelta(days=number), done)
        done.update([due.day] if due else [])
    assert set(done.values()) <= {1}
    assert {one.day for one in listed if first <= one.day < first + timedelta(days=120)} <= set(done)


@given(st.frozensets(st.sampled_from(Duty)), OWED)
def test_everybody_with_something_due_is_told_once(about, owed):
    told_to = reminders(Moment(date(2026, 10, 7), about), owed)
    people = [reminder.person for reminder in told_to]
    assert len(people) == len(set(people))
    due = {person for one in owed if one.duty in about for person in one.people}
    assert set(people) == due
    for reminder in told_to:
        assert list(reminder.owed) == [
            one for one in owed if one.duty in about and reminder.person in one.people
        ]
        assert reminder.owed


def words(*owed: Owed, day: date = date(2026, 10, 14)) -> tuple[str, str]:
    said = told(owed, quarter="Q3 2026", windows=WINDOWS, day=day)
    return said.subject, said.text


def owing(about: str, duty: Duty = Duty.HAND_IN, lacks: str = "") -> Owed:
    return Owed(duty, about, frozenset({ANN}), lacks=lacks)


def test_one_report_is_named():
    assert words(owing("MGN", lacks="3 metingen en besluit")) == (
        "Q3 2026: rapportage van MGN indienen, nog 14 dagen",
        "Indienen kan tot en met 28-10-2026.\n- MGN: 3 metingen en besluit",
    )


def test_a_miss_says_what_can_be_done():
    subject, text = words(owing("MGN"), day=date(2026, 10, 29))
    assert subject == "Q3 2026: rapportage van MGN indienen, de termijn is voorbij"
    assert text.startswith("Indienen kon tot en met 28-10-2026.\n- MGN\nLukt het niet meer?")


def test_duties_are_told_together_in_their_order():
    subject, text = words(
        owing("MGN", Duty.JUDGE), owing("RICM"), owing("", Duty.CLOSE), owing("ELV"), day=date(2026, 11, 5)
    )
    assert subject == (
        "Q3 2026: 2 rapportages indienen, de termijn is voorbij, "
        "rapportage van MGN beoordelen, de termijn is voorbij en het kwartaal kan dicht"
    )
    assert text.index("RICM") < text.index("MGN") < text.index("Op de pagina staat")


def test_long_lists_are_cut_with_their_number():
    text = words(*(owing(f"Project {number}") for number in range(20)))[1]
    assert text.count("\n- ") == 13
    assert text.endswith("- en nog 8 andere")


def test_days_left_are_counted_in_words():
    last = date(2026, 10, 28)
    said = [days_words(last, last - timedelta(days=left)) for left in (14, 1, 0, -1)]
    assert said == ["nog 14 dagen", "nog 1 dag", "vandaag is de laatste dag", "de termijn is voorbij"]


def test_nobody_is_reminded_by_an_empty_list():
    assert reminders(Moment(date(2026, 10, 7), frozenset(Duty)), []) == ()
    assert (
        reminders(Moment(date(2026, 10, 7), frozenset()), [Owed(Duty.JUDGE, "", frozenset({uuid4()}))]) == ()
    )
