"""What blocks of a board say as a sentence: the same on paper, on a slide and on the screen of a meeting."""

from collections.abc import Sequence

from izaportal.core.formatting import euro, listed
from izaportal.web.board.attention import Attention
from izaportal.web.board.effects import Effect
from izaportal.web.board.headline import Headline
from izaportal.web.board.indicators import PillarCard
from izaportal.web.board.municipalities import Municipalities
from izaportal.web.board.words import NONE_OF, are, good, how_many, measured, sentence_case
from izaportal.web.share_lines import known
from kpis.status import Status

SHORT = {Status.OFF_TRACK: "achter", Status.AT_RISK: "met risico", Status.NO_DATA: "zonder meting"}
"""Of an indicator that is not on track."""


def of_headline(headline: Headline) -> str:
    """The two figures that are always there."""
    counted = f"{how_many(headline.good)} {headline.total_text} indicatoren op koers of hoger"
    spent = "" if headline.spent is None else f"{euro(headline.spent)} van de SPUK besteed"
    is_counted = headline.measured > 0
    told = [one for one in (counted if is_counted else "", spent) if one]
    return sentence_case(listed(told)) or "Er zijn nog geen kerncijfers"


def of_attention(part: Attention) -> str:
    """`9 onderwerpen vragen aandacht`."""
    return f"{part.total} {are(part.total, 'onderwerp vraagt', 'onderwerpen vragen')} aandacht"


def of_pillar(card: PillarCard) -> str:
    """`Pijler 1: 3 van de 5 indicatoren op koers of hoger, 1 achter`; unmeasured is not off track."""
    total = card.counts.total()
    told = [f"{card.counts[status]} {words}" for status, words in SHORT.items() if card.counts[status]]
    of_all = f"van de {total} {are(total, 'indicator', 'indicatoren')}"
    if not measured(card.counts):
        return f"{card.number}: {NONE_OF} {of_all} gemeten"
    return ", ".join([f"{card.number}: {how_many(good(card.counts))} {of_all} op koers of hoger", *told])


def of_effects(lines: Sequence[Effect]) -> str:
    """`Van de 2 opbrengsten die het plan belooft, is er geen gemeten`."""
    count = sum(line.measured.amount is not None for line in lines)
    if len(lines) == 1:
        return f"De opbrengst die het plan belooft, is {'' if count else 'niet '}gemeten"
    verb = are(count, "is", "zijn")
    return f"Van de {len(lines)} opbrengsten die het plan belooft, {verb} er {how_many(count)} gemeten"


def of_municipalities(part: Municipalities) -> str:
    """`14 gemeenten delen € 2.868.300 SPUK`."""
    award = known(part.total.award) if part.total else None
    amount = f"{euro(award)} SPUK" if award is not None else "de SPUK"
    count = len(part.lines)
    return f"{count} {are(count, 'gemeente krijgt', 'gemeenten delen')} {amount}"
