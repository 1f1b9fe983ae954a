"""Texts on their way to a translator and back: one shape in the middle, and a writer and a reader for each kind of file."""
