"""Loads the first content from bilingual files; the files' form is described in source.py."""

from home.loader.load import Report, load
from home.loader.source import ContentError

__all__ = ["ContentError", "Report", "load"]
