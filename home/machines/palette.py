"""The colours of `tokens.css`, for what the site draws or says without a style sheet."""

PAPER = "#fdfaf5"
SAND = "#f6efe4"
MIST = "#e7efec"
INK = "#20302e"
FJORD = "#1f4e4a"
TEAL = "#5b8f88"
# Only in the drawings: the handle of the needle, and the water between mist and teal.
CLAY = "#e08a6a"
SHALLOWS = "#b9d2cd"
