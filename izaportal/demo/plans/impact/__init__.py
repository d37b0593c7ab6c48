"""The impact map of all regions: what they expect, what they plan, and on whom they focus."""
