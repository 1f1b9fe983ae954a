"""What a language version of a page is: columns, address, publication, freshness, search. No screen, no page class."""
