"""The beginning of the dashboard: what waits for this person, and what they do most."""
