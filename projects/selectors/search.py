"""Finds projects by words: Dutch stems without accents, beginnings and parts of names, and codes exactly.

Every word must be found. A code such as 5.1 is found as a code and never as the beginning of 5.10.
"""

import re
from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchQueryCombinable, SearchRank
from django.db.models import F, Q, QuerySet

from projects.models import Project
from projects.models.project import STEMS, WORDS

MOST_WORDS = 10
PART_FROM = 3  # shorter pieces of a name are in too many names
CODE = re.compile(r"[a-z]{0,6}[-.]?\d+([-.]\d+)+[a-z]?|[a-z]{2,6}(-[a-z]{2,6})*-\d+", re.IGNORECASE)
NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f]")


def matching(rows: QuerySet[Project], text: str) -> QuerySet[Project]:
    """The projects in which every word of the text is found; all of them without a word."""
    return rows.filter(reduce(and_, map(_found, words_of(text)), Q()))


def best_first(rows: QuerySet[Project], text: str, *, then: Sequence[str]) -> QuerySet[Project]:
    """In order of fit, a name above a summary above the rest, and `then` by these fields."""
    queries = [query_of(word) for word in words_of(text)]
    if not queries:
        return rows.order_by(*then)
    return rows.order_by(SearchRank(F("search"), reduce(or_, queries)).desc(), *then)


def words_of(text: str) -> list[str]:
    return NOT_PRINTED.sub(" ", text).split()[:MOST_WORDS]


def query_of(word: str) -> SearchQueryCombinable:
    """The word in any of its forms, or as the beginning of one; for columns made of STEMS and WORDS."""
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    beginning = SearchQuery(f"'{quoted}':*", config=WORDS, search_type="raw")
    return SearchQuery(word, config=STEMS, search_type="plain") | beginning


def _found(word: str) -> Q:
    if CODE.fullmatch(word):
        return Q(code__iexact=word) | Q(other_codes__contains=[{"code": word}])
    found = Q(search=query_of(word))
    return found | Q(name__icontains=word) if len(word) >= PART_FROM else found
