from django.urls import URLPattern, path

from izaportal.web.ledger import entries, reversals, views

PLACE = "programmas/<slug:programme>/financien/subsidies/<slug:project>/<slug:grant>/boekingen"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.ledger, name="ledger"),
    path(f"{PLACE}/boeken/", entries.book, name="book-cost"),
    path(f"{PLACE}/voorschot/", entries.receive, name="receive-advance"),
    path(f"{PLACE}/kosten/<uuid:row>/tegenboeken/", reversals.cost, name="reverse-cost"),
    path(f"{PLACE}/voorschotten/<uuid:row>/tegenboeken/", reversals.advance, name="reverse-advance"),
]
