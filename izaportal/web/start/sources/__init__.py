"""Where the lines of Mijn werk come from: functions of viewer and day; their order does not matter."""

from izaportal.web.start.lines import Source
from izaportal.web.start.sources import measuring, meetings, milestones, money, periods, portal, reports

SOURCES: tuple[Source, ...] = (
    reports.to_judge,
    reports.to_write,
    measuring.to_approve,
    measuring.missing,
    milestones.ahead,
    money.duties,
    money.verdicts,
    periods.to_close_or_freeze,
    meetings.ahead,
    meetings.to_follow_up,
    meetings.for_college,
    portal.mail_in_trouble,
)
