"""The glossary: what the clinic calls a thing in both languages, and what it does not."""
