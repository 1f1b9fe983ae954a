"""E-mail that is never lost: stored with what causes it, sent outside the request, tried again, and shown when it fails.

Our own, since both packages for it show their queue in Django's admin only, which this site does not have; beside that
django-mailer keeps pickles, in which nobody's name can be found, and django-post-office tries again at one fixed interval.
"""
