from django.urls import URLPattern, URLResolver, path

from izaportal.web.portfolio import board_pages, bulk_pages, view_pages, views

PLACE = "programmas/<slug:programme>/projecten"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{PLACE}/", views.portfolio, name="portfolio"),
    path(f"{PLACE}/roadmap/", views.roadmap, name="portfolio-roadmap"),
    path(f"{PLACE}/export/<slug:form>/", views.export, name="portfolio-export"),
    path(f"{PLACE}/weergaven/", view_pages.views, name="portfolio-views"),
    path(f"{PLACE}/weergaven/<uuid:view>/", view_pages.overwrite, name="overwrite-view"),
    path(f"{PLACE}/weergaven/<uuid:view>/delen/", view_pages.share, name="share-view"),
    path(f"{PLACE}/weergaven/<uuid:view>/verwijderen/", view_pages.remove, name="remove-view"),
    path(f"{PLACE}/wijzigen/", bulk_pages.change, name="change-projects"),
    path(f"{PLACE}/wijzigen/<uuid:batch>/terugdraaien/", bulk_pages.undo, name="undo-batch"),
    path(f"{PLACE}/bord/", board_pages.board, name="portfolio-board"),
    path(f"{PLACE}/bord/verplaatsen/", board_pages.move, name="move-project"),
]
