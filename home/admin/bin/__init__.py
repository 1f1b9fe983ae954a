"""The bin for pages: what is deleted in the admin lies there for a while and can be brought back."""
