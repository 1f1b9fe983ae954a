"""Find and replace: words of one language, over pages, snippets and settings."""
