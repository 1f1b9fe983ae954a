"""The entry point of a production server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "home.settings")
application = get_wsgi_application()

# It reads the tables, which are known by now.
from home.reading.site_address import follow_site_address_at_start  # noqa: E402 - see above

follow_site_address_at_start()

# What is loaded by now stays. A page makes thousands of objects, which go by themselves when it is sent: Python need not look
# for circles among them every 700, which costs a tenth of the page's time.
gc.collect()
gc.freeze()
gc.set_threshold(5_000, 10, 10)
