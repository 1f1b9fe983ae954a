"""The screens of the inbox: the list of requests, and the page of each."""
