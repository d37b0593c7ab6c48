from django.urls import URLPattern, URLResolver, path

from izaportal.web.report import rulings, views

REPORTS = "programmas/<slug:programme>/projecten/<slug:project>/rapportages/"
REPORT = f"{REPORTS}<quarter:quarter>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(REPORTS, views.reports, name="reports"),
    path(REPORT, views.report, name="report"),
    path(f"{REPORT}verschil/", views.differences, name="report-differences"),
    path(f"{REPORT}intrekken/", rulings.withdraw, name="withdraw-report"),
    path(f"{REPORT}goedkeuren/", rulings.approve, name="approve-report"),
    path(f"{REPORT}terugsturen/", rulings.send_back, name="return-report"),
    path(f"{REPORT}heropenen/", rulings.reopen, name="reopen-report"),
]
