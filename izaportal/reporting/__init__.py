"""What spans apps and writes, by what it is about; a name stands for its models, selectors and services.

- **Quarter reports**: `report` (the rules, models), `reported`, `reports`, `reporters`, `report_facts`,
  `report_items`, `report_judging`, `report_sheet`, `report_sources`, `report_draft`, `report_submission`,
  `report_ruling`, `report_rows`, `report_booking`, `report_notices`, `report_trail`, `asked_reports`
- **The calendar of a quarter**: `owing`, `reminders`, `reminder_words`, `reminding`, `period_states`,
  `period_log`, `period_life`
- **Calculating**: `recalculation` (who does what when a figure changes), `turn_notices`; how projects stand:
  `aspects`, `explanation`, `words`, `project_facts`, `outlooks`, `standing`, `standings`
- **What a board sees of a quarter**: `board_rows`, `board`, `basis` (what it rests on), `seen_quarter`,
  `sides`, `verdict`, `verdicts`, `overrulings`
- **Frozen quarters**: `freeze`, `freezes`, `readiness`, `reading`, `snapshot`, `frozen_names`,
  `frozen_projects`, `freeze_notices`, `since_frozen`, `verification`; corrected: `restate`, `restating`,
  `differences`
- **What leaves the portal**: `municipal_shares` (the API), `pack`, `packs`, `pack_basis`, `pack_notices`,
  `shareable`, `publication`, `publications`, `publishing`, `mail`
- **The list of projects**: `columns`, `portfolio`, `roadmap`, `saved_view`, `saved_views`
- **What somebody may read of trail and notices**: `seen_changes`
"""
