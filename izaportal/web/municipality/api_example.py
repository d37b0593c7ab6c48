"""What the API answers for the same share: its own serializer writes it, so that it cannot say otherwise."""

import json
import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from funding.selectors.share_report import ShareReport
from izaportal.reporting.api import presenters
from izaportal.reporting.api.serializers import ShareSerializer

# A key, a text, or what stands between them, of JSON that was written with an indent.
PIECES = re.compile(r'"(?:[^"\\]|\\.)*"(?P<key>(?=:))?|[^"]+')


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
    asked = f"programme={owner.programme}&quarter={report.at.quarter}"
    return ApiExample(
        owner.programme,
        owner.programme_name,
        _call(f"{address}?{asked}", f"{address}/history?programme={owner.programme}", _immutable(report)),
        _coloured(json.dumps(answer(request, report), indent=2, ensure_ascii=False)),
    )


def answer(request: HttpRequest, report: ShareReport) -> object:
    """Exactly what the API sends, as plain data."""

    def project_url(programme: str, project: str) -> str:
        return request.build_absolute_uri(reverse("project", args=[programme, project]))

    return ShareSerializer(presenters.share(report, project_url=project_url)).data


def _immutable(report: ShareReport) -> str:
    """The address of this version of a frozen quarter, which never changes."""
    freeze = report.at.fixed and report.at.fixed.freeze
    return f"&freeze={freeze}" if freeze else ""


def _call(share: str, history: str, immutable: str) -> SafeString:
    lines = [
        format_html('curl <span class="s">"{}"</span> \\', share),
        SafeString('  -H <span class="s">"Authorization: Bearer $TOKEN"</span>'),
        SafeString(""),
        format_html('<span class="c"># Alle kwartalen</span>\n<span class="s">"{}"</span>', history),
    ]
    if immutable:
        note = "# Precies deze versie, die nooit meer verandert"
        version = format_html(
            '<span class="c">{}</span>\n<span class="s">"{}{}"</span>', note, share, immutable
        )
        lines += [SafeString(""), version]
    return SafeString("\n".join(lines))


def _coloured(text: str) -> SafeString:
    return SafeString("".join(_piece(found) for found in PIECES.finditer(text)))


def _piece(found: re.Match[str]) -> SafeString:
    text = found.group()
    if not text.startswith('"'):
        return format_html("{}", text)
    return format_html('<span class="{}">{}</span>', "s" if found["key"] is None else "k", text)
