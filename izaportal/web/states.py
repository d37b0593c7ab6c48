"""The stored states that pages tell apart. Pages do not import models; a test holds these to theirs."""

FROZEN, CLOSED, OPEN = "frozen", "closed", "open"
SUBMITTED, APPROVED = "submitted", "approved"
TARGET_TO_BE_DETERMINED, NO_TARGET = "to_be_determined", "none"
