"""What can go wrong before anything runs, in words for the person who typed the command."""


class StartRefusedError(Exception):
    """The servers cannot start here; the text says why and what to do, in Dutch."""
