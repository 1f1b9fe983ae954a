"""Dates and times as readers of each language write them, where Django follows another custom."""
