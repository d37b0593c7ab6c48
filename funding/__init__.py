"""Money, by what it is about; a name stands for its rules, models, selectors, services and forms.

- **Grants and what was agreed**: `grant`, `grants`, `agreements`, `agreement_checks`, `award`, `opinions` (of
  insurer and manager), `payment`, `payments`, `payment_states`, `insurers_money`
- **Ledger**: `ledger`, `ledger_checks`, `booking`, `new_booking`, `bookkeeping`, `bulk_booking`, `doubles`
  (one cost on two grants)
- **Budget**: `budget`
- **Refund risk**: `credit` and `refund` (the rules), `facts` (what they know), `recompute`, `results`,
  `risk_rows`, `derivation`, `why`, `explanation`, `reasons`, `totals`, `refund_course`; supposing otherwise:
  `scenario`, `scenarios`, `supposing`
- **Shares of municipalities**: `shares` (the rule), `keys`, `proposed_keys`, `simulation`, `share_sources`,
  `share_rows`, `share_facts`, `share_figures`, `share_report`
- **Accounting to the state**: `accountability`, `handed_in`, `handing_in`, `duty`, `duties`, `settlement`,
  `settlements`
- **For pages over all of it**: `dashboard`, `programme_money`, `dossier`, `afterwards`, `waiting`
- **From a plan file**: `plan`, `checks`
"""
