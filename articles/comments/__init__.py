"""What readers write about articles and case stories: one conversation across both languages."""
