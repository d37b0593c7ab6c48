"""What never changes once it is there may be kept for good by whoever asked for it."""

IMMUTABLE = "private, max-age=31536000, immutable"
