"""What the operator looks at: whether the site lives, what it did, and how fast."""
