"""The editors' guide in the admin: a page per task, in Danish and in English."""
