from django.urls import URLPattern, path

from izaportal.web.accountability import handing_in, settling, views

PLACE = "programmas/<slug:programme>/financien/verantwoording"
GRANT = f"{PLACE}/<slug:project>/<slug:grant>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.accountability, name="accountability"),
    path(f"{PLACE}/export/<slug:form>/", views.export, name="accountability-file"),
    path(f"{PLACE}/inleveren/<int:year>/", handing_in.hand_in, name="hand-in-account"),
    path(f"{GRANT}/boekingen/", views.bookings, name="accountability-bookings"),
    path(f"{GRANT}/voorschotten/", views.advances, name="accountability-advances"),
    path(f"{GRANT}/vaststelling/", settling.settle_grant, name="settle-grant"),
]
