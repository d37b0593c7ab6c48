"""Room for all calls of a request in one block of the interpreter's call stack.

CPython keeps the frames of Python functions in blocks of 16 kB. A call that does not fit in the last block
is given a new one, which goes back to the system when the call returns. Where the border lies depends on how
deep the middleware happens to be; a page whose template lies across it pays this for each call of each cell,
and took one and a half times as long (the portfolio of `make bench`). A function whose own frame is large is
given a block of up to twice its size, and what it calls lies in the rest of that.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

SLOTS = 16 * 1024  # of 8 bytes each; a page needs about a fifth
View = Callable[[HttpRequest], HttpResponseBase]


def in_one_block(get_response: View) -> View:
    """Middleware, for the outside: the call stack of everything within has no borders."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    answer.__code__ = answer.__code__.replace(co_stacksize=SLOTS)
    return answer
