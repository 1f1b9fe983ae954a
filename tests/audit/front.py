"""The production site, with the uploaded pictures that the web server in front of it serves."""

from django.conf import settings
from whitenoise import WhiteNoise

from home.operations.wsgi import application as site

YEAR = 31_536_000  # seconds

application = WhiteNoise(site, root=settings.MEDIA_ROOT, prefix="media/", max_age=YEAR, autorefresh=True)
