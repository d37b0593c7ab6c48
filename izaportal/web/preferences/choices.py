"""The preferences that live in a cookie: no account needed, no personal data in them."""

from enum import StrEnum

THEME_COOKIE = "izaportal-weergave"
YEAR_SECONDS = 365 * 24 * 3600


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"
