from django.urls import URLPattern, path

from izaportal.web.period import acts, views

QUARTERS = "programmas/<slug:programme>"
QUARTER = f"{QUARTERS}/kwartaal/<quarter:quarter>"

urlpatterns: list[URLPattern] = [
    path(f"{QUARTERS}/periode/", views.current, name="period-current"),
    path(f"{QUARTER}/periode/", views.period, name="period"),
    path(f"{QUARTER}/periode/data/", acts.dates, name="period-dates"),
    path(f"{QUARTER}/periode/herinneringen/", acts.reminder_days, name="reminder-days"),
    path(f"{QUARTER}/openen/", acts.open_first, name="open-quarter"),
    path(f"{QUARTER}/sluiten/", acts.close, name="close-quarter"),
    path(f"{QUARTER}/heropenen/", acts.reopen, name="reopen-quarter"),
]
