"""Loads the first content from bilingual files; the files' form is described in source.py."""

from home.operations.loader.load import Report, load
from home.operations.loader.source import ContentError

__all__ = ["ContentError", "Report", "load"]
