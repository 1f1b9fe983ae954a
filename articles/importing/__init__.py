"""Posts from elsewhere become drafts of articles: Wix, WordPress, a saved web page, Word.

`reading.py` knows the kinds of file, `planning.py` what a post will be, `making.py` makes it. Nothing is ever fetched.
"""
