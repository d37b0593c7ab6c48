"""What the API answers for the same share: its own serializer writes it, so that it cannot say otherwise."""

import json
import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from funding.selectors.share_report import ShareReport
from izaportal.reporting.api import presenters
from izaportal.reporting.api.serializers import ShareSerializer

# A key, a text, or what stands between them, of JSON that was written with an indent.
PIECES = re.compile(r'"(?:[^"\\]|\\.)*"(?P<key>(?=:))?|[^"]+')

# The address goes on after a backslash, as a shell reads it.
CALL = """<span class="c">{}</span>
curl <span class="s">"{}\\
{}"</span> \\
  -H <span class="s">"Authorization: Bearer $TOKEN"</span>"""


@dataclass(frozen=True, slots=True)
class ApiExample:
    """The call as one types it, and the whole answer."""

    programme: str
    name: str
    call: SafeString
    answer: SafeString


def api_example(request: HttpRequest, report: ShareReport) -> ApiExample:
    owner = report.owner
    address = request.build_absolute_uri(reverse("municipal-share", args=[owner.code]))
    asked = f"?programme={owner.programme}&quarter={report.at.quarter}"
    calls = [("# Token: van de beheerder van dit portaal", address, asked)]
    calls.append(("# Alle kwartalen", f"{address}/history", f"?programme={owner.programme}"))
    if report.at.fixed and report.at.fixed.freeze:
        version = f"{asked}&freeze={report.at.fixed.freeze}"
        calls.append(("# Precies deze versie, die nooit meer verandert", address, version))
    return ApiExample(
        owner.programme,
        owner.programme_name,
        format_html_join("\n\n", CALL, calls),
        _coloured(json.dumps(answer(request, report), indent=2, ensure_ascii=False)),
    )


def answer(request: HttpRequest, report: ShareReport) -> object:
    """Exactly what the API sends, as plain data."""

    def project_url(programme: str, project: str) -> str:
        return request.build_absolute_uri(reverse("project", args=[programme, project]))

    return ShareSerializer(presenters.share(report, project_url=project_url)).data


def _coloured(text: str) -> SafeString:
    return SafeString("".join(_piece(found) for found in PIECES.finditer(text)))


def _piece(found: re.Match[str]) -> SafeString:
    text = found.group()
    if not text.startswith('"'):
        return format_html("{}", text)
    return format_html('<span class="{}">{}</span>', "s" if found["key"] is None else "k", text)
