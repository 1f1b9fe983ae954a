"""The contact form: what it asks, how it is sent, and what the clinic sees of it."""
