"""What a board is told of a quarter, as plain data, for the dashboard, the board pack and the public page."""
