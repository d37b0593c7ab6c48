from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from izaportal.core.callstack import SLOTS, in_one_block


def test_an_answer_passes_through_unchanged() -> None:
    answer = HttpResponse("ja")
    asked: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        asked.append(request)
        return answer

    request = HttpRequest()
    assert in_one_block(page)(request) is answer
    assert asked == [request]


def test_its_frame_is_as_large_as_it_says() -> None:
    code = in_one_block(lambda request: HttpResponse()).__code__
    assert code.co_stacksize == SLOTS


def test_it_stands_around_everything_else() -> None:
    assert import_string(settings.MIDDLEWARE[0]) is in_one_block
