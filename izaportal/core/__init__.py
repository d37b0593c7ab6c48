"""What every room builds on. Core knows no app.

- **Values**: `quarter`, `money`, `numbers`, `fields` (columns for them), `formatting` (Dutch for figures and
  days), `workdays`, `uuid7`
- **Who, when and what happened**: `viewer`, `clock`, `audit` (writes the trail), `trail` and `history` (read
  it), `vocabulary` (its words), `textdiff`
- **Changing what is stored**: `editing` (three versions of a field meet), `edits` (writes them), `drafts`,
  `forms`, `wording`, `slugs`, `bulk` (many rows at once), `errors`, `events`
- **Jobs**: `runs`, `locks`, `outcome`, `progress`, `fingerprint` (whether an input was calculated before)
- **Files**: `workbook`, `document`, `filetypes`, `codec` (plain data as exact JSON)
- **Database**: `models`, `triggers`, `lookups`, `paging`, `postgresql`
- **The process**: `apps`, `callstack`, `checks`, `outage`, `immutable`
"""
