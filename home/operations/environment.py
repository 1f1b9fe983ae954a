"""The environment, read in one place with a type for each variable (the README lists them); what is unsafe stops the site."""

import base64
import hashlib
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
YEAR = 365 * 24 * 60 * 60  # seconds

env = environ.Env(
    ENVIRONMENT=(str, "production"),
    DEBUG=(bool, False),
    SECRET_KEY=(str, ""),
    CONSENT_KEYS=(list, []),
    ALLOWED_HOSTS=(list, []),
    SITE_ADDRESS=(str, ""),
    HSTS_SECONDS=(int, 3600),
    HSTS_SUBDOMAINS=(bool, False),
    HSTS_PRELOAD=(bool, False),
    STAGING=(bool, False),
    DATABASE_URL=(str, ""),
    DATABASE_POOL_SIZE=(int, 8),
    MEDIA_ROOT=(Path, BASE_DIR / "media"),
    WITHDRAWALS_FILE=(Path, BASE_DIR / "withdrawals.txt"),
    PRIVATE_ROOT=(Path, BASE_DIR / "private"),
    STATIC_ROOT=(Path, BASE_DIR / "static"),
    PAGE_CACHE_MEGABYTES=(int, None),
    BACKUP_ROOT=(Path, BASE_DIR / "backups"),
    BACKUP_RECIPIENT=(list, []),
    BACKUP_IDENTITY=(str, ""),
    BACKUP_COPY=(str, ""),
    BACKUP_HEARTBEAT=(str, ""),
    ADMIN_PATH=(str, "admin"),
    REQUIRE_SECOND_FACTOR=(bool, None),
    CLIENT_ADDRESS_HEADER=(str, ""),
    EMAIL_URL=(str, "consolemail://"),
    EMAIL_SERVICE=(str, ""),
    ANYMAIL=(dict, {}),
    DEFAULT_FROM_EMAIL=(str, "webmaster@localhost"),
    CACHE_URL=(str, "locmemcache://"),
    TRANSLATOR_URL=(str, ""),
    S3_BUCKET=(str, ""),
    S3_ENDPOINT=(str, ""),
    MEDIA_ADDRESS=(str, "/media/"),
    ADMINS=(list, []),
    SENTRY_DSN=(str, ""),
    METRICS_TOKEN=(str, ""),
    PUBLIC_API=(bool, False),
    LOG_LEVEL=(str, "INFO"),
    LOG_FORMAT=(str, "text"),
)

env.read_env(BASE_DIR / ".env")
PRODUCTION = env("ENVIRONMENT") == "production"
DEBUG = env("DEBUG")
SECRET_KEY = env("SECRET_KEY")
CONSENT_KEYS = [key.strip() for key in env("CONSENT_KEYS")]
ALLOWED_HOSTS = [host.strip().lower() for host in env("ALLOWED_HOSTS")]
SITE_ADDRESS = env("SITE_ADDRESS").rstrip("/")


def refuse(variable: str, reason: str) -> None:
    """Stop at start-up with the name of the variable that a person has to set."""
    raise ImproperlyConfigured(f"Set {variable}: {reason}")


def is_encryption_key(text: str) -> bool:
    """Tell whether a text is 32 bytes in the letters of base64 that addresses allow."""
    try:
        return len(base64.b64decode(text, altchars=b"-_", validate=True)) == 32
    except ValueError:
        return False


if env("ENVIRONMENT") not in ("production", "development"):
    refuse("ENVIRONMENT", "it must be “production” or “development”.")
if not env("DATABASE_URL"):
    refuse("DATABASE_URL", "for example postgresql://user:password@host:5432/database.")
if PRODUCTION:
    if DEBUG:
        refuse("DEBUG", "it must be off in production.")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure"):
        refuse("SECRET_KEY", "at least 50 random characters, kept secret.")
    if not CONSENT_KEYS:
        refuse("CONSENT_KEYS", "it encrypts the consent register; README.md says how to make one.")
    if not ALLOWED_HOSTS or any(host.startswith(("*", ".")) for host in ALLOWED_HOSTS):
        refuse("ALLOWED_HOSTS", "the site's own host names, comma-separated and without a wildcard.")
    address = urlsplit(SITE_ADDRESS)
    if address.scheme != "https" or not address.hostname or address.path or address.query or not SITE_ADDRESS.isascii():
        refuse("SITE_ADDRESS", "the public address of the site, as https://www.example.dk (letters beyond a to z as xn--…).")
    if address.hostname not in ALLOWED_HOSTS:
        refuse("ALLOWED_HOSTS", f"it lacks {address.hostname}, which SITE_ADDRESS names.")
    if env("HSTS_PRELOAD") and not (env("HSTS_SUBDOMAINS") and env("HSTS_SECONDS") >= YEAR):
        refuse("HSTS_PRELOAD", f"it needs HSTS_SUBDOMAINS=yes and HSTS_SECONDS={YEAR} beside it.")
else:
    SECRET_KEY = SECRET_KEY or "django-insecure-for-development-on-this-machine-only"
    CONSENT_KEYS = CONSENT_KEYS or [base64.urlsafe_b64encode(hashlib.sha256(SECRET_KEY.encode()).digest()).decode()]
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", "testserver"]
    SITE_ADDRESS = SITE_ADDRESS or "http://localhost:8000"
if not all(is_encryption_key(key) for key in CONSENT_KEYS):
    refuse("CONSENT_KEYS", "each is 32 random bytes in URL-safe base64; README.md says how to make one.")

ADMIN_PATH = env("ADMIN_PATH").strip("/")
if not ADMIN_PATH.replace("-", "").isalnum():
    refuse("ADMIN_PATH", "one word of letters, digits and hyphens.")
