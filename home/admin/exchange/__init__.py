"""“Send to a translator” and “Bring a translation back”: files out, and files in after a look at what they change."""
