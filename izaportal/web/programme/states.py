"""The stored states that pages tell apart. Pages do not import models; a test holds these to theirs."""

FROZEN, OPEN = "frozen", "open"
SUBMITTED = "submitted"
TARGET_TO_BE_DETERMINED, NO_TARGET = "to_be_determined", "none"
