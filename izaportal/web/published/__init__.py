"""What everybody may see of a frozen quarter that its programme publishes, as plain data."""
