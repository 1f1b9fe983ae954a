"""Two languages on one page: the only code that knows how a column's name carries its language."""
