"""Beyond one machine: PostgreSQL, several worker processes, and what breaks."""
