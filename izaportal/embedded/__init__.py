"""PostgreSQL and Valkey of the zero-configuration start: a small supervisor around two carriers of binaries."""
