"""What Wagtail leaves undone for a site with a base page of its own, by version. A test tells when a file may go."""
