"""The pages of the portal, and what they share.

**A folder with a `urls.py` is a page**, or a few about one thing. `read.py` finds what the page is about (a
404 for what may not be seen), `asked.py` what of it the address asks for, `page.py` makes plain data of it,
`views.py` shows that in the template of the same name below `templates/web/`. Pages never import each other.

**The other folders are rooms that pages share**: `board` tells a quarter as plain data, `charts` draws,
`documents` makes board packs and dossiers, `published` holds what leaves for everybody, `templatetags` the
words of templates.

**The modules beside them**, by what they are for:

- around every page: `shell`, `navigation`, `link`, `crumbs`, `quarters`, `keyset`, `caching`, `converters`,
  `hyphens`
- finding what a page is about: `access`, `states`, `things`, `choosing`
- forms: `keeping` (nothing typed is lost), `editing` (changes merge by field), `storing` (stored once),
  `uploads`
- parts that several pages show: `agenda`, `changes`, `decision_lines`, `indicator_rows`, `plan_figures`,
  `project_sections`, `risk_charts`, `risk_totals`, `risk_words`, `share_lines`, `terms`
- words for them: `grant_words`, `plan_words`, `report_words`
- work of the worker: `receivers`, `tasks`, `drawing`
- answers that are no page of their own: `files`, `refused`, `unavailable`
- answers that are the same for everybody: `everybody`
- the colours, for what has no stylesheet: `tokens`
"""
