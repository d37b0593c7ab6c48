"""Choosing another password. What is typed here is kept nowhere: no draft, and no way through the sign-in."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import validate_password
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from izaportal.accounts.requests import PortalRequest
from izaportal.accounts.services import change_password

STRONG = "Neem minstens acht tekens, geen veelgebruikt wachtwoord en niet uw gebruikersnaam."


def secret(label: str, remembered_as: str, help_text: str = "") -> forms.CharField:
    """`remembered_as`: what a password manager is to take it for. Spaces count."""
    field = forms.PasswordInput(attrs={"autocomplete": remembered_as})
    return forms.CharField(label=label, widget=field, help_text=help_text, strip=False)


class PasswordForm(forms.Form):
    current = secret("Huidig wachtwoord", "current-password")
    wanted = secret("Nieuw wachtwoord", "new-password", STRONG)
    again = secret("Nieuw wachtwoord, nog een keer", "new-password")

    def __init__(self, request: PortalRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = request.user

    def clean_current(self) -> str:
        typed = str(self.cleaned_data["current"])
        if not self.user.check_password(typed):
            raise forms.ValidationError("Dit is niet uw huidige wachtwoord.")
        return typed

    def clean_wanted(self) -> str:
        typed = str(self.cleaned_data["wanted"])
        try:
            validate_password(typed, self.user)
        except forms.ValidationError as weak:
            raise forms.ValidationError(f"Dit wachtwoord is te zwak. {STRONG}") from weak
        return typed

    def clean_again(self) -> str:
        typed = str(self.cleaned_data["again"])
        if typed != self.data.get("wanted"):
            raise forms.ValidationError("Dit is niet hetzelfde als het nieuwe wachtwoord hierboven.")
        return typed


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def password(request: PortalRequest) -> HttpResponse:
    """This session goes on, all others end."""
    is_sent = request.method == "POST"
    form = PasswordForm(request, request.POST if is_sent else None)
    if is_sent and form.is_valid():
        change_password(actor=request.viewer, password=form.cleaned_data["wanted"])
        request.user.refresh_from_db()
        update_session_auth_hash(request, request.user)
        messages.success(request, "Uw wachtwoord is gewijzigd. Op andere apparaten logt u opnieuw in.")
        return redirect("preferences:preferences")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(request, "web/preferences/password.html", {"form": form}, status=status)
