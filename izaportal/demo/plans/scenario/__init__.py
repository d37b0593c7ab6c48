"""Illustrative measurements, bookings, milestones and meetings on top of the plan; all of it is marked."""
