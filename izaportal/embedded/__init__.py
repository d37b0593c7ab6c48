"""PostgreSQL and Valkey of the zero-configuration start, under a small supervisor of our own."""
