"""The one settings module, secure unless the environment says otherwise."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from home.operations.environment import (
    ADMIN_PATH,
    ALLOWED_HOSTS,
    BASE_DIR,
    CONSENT_KEYS,
    DEBUG,
    PRODUCTION,
    SECRET_KEY,
    SITE_ADDRESS,
    env,
)
from home.operations.logging_config import logging_config

__all__ = ["ADMIN_PATH", "ALLOWED_HOSTS", "CONSENT_KEYS", "DEBUG", "SECRET_KEY"]

INSTALLED_APPS = [
    "home.apps.HomeConfig",
    "articles.apps.ArticlesConfig",
    "modeltranslation",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "home.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_otp_webauthn",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    # Wagtail says “5 minutes ago” with its messages.
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "home.operations.request_log.RequestMiddleware",
    "home.security.headers.SecurityHeadersMiddleware",
    "home.operations.probes.ProbesMiddleware",
    *(["home.reading.site_address.OneHostMiddleware"] if PRODUCTION else []),
    "home.reading.page_cache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    *(["whitenoise.middleware.WhiteNoiseMiddleware"] if PRODUCTION else []),
    "home.reading.page_cache.outage.OutageMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.reading.middleware.LanguageOfPathMiddleware",
    "home.bilingual.normal_text.ComposedQueryMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "home.admin.expired_sessions.ScriptedSavesMiddleware",
    "home.security.second_factor.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "home.reading.middleware.FormerAddressMiddleware",
]

# An article's blocks in two languages are many fields, and none of an editor's may be lost.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

ROOT_URLCONF = "home.urls"
WSGI_APPLICATION = "home.operations.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASE = env.db_url("DATABASE_URL", engine="django.db.backends.postgresql")
# Requests share a few open connections instead of each opening its own. One that did not survive the server's restart is
# noticed before it is used. A server that is down is tried again within a second, and one that has gone without a word is given
# up within seconds, or its return would be noticed late and the site could not even say that it is down.
POOL = {"min_size": 1, "max_size": env("DATABASE_POOL_SIZE"), "timeout": 5, "reconnect_timeout": 1}
IMPATIENT = {
    "connect_timeout": 2,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
}
DATABASE["OPTIONS"] = {**IMPATIENT, **DATABASE.get("OPTIONS", {}), "pool": POOL}
DATABASE["CONN_HEALTH_CHECKS"] = True
DATABASES = {"default": DATABASE}
# Per process; none where templates are being worked on.
PAGE_CACHE_MEGABYTES = (32 if PRODUCTION else 0) if env("PAGE_CACHE_MEGABYTES") is None else env("PAGE_CACHE_MEGABYTES")
CACHES = {"default": env.cache_url("CACHE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "home.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# A working day: nobody stays logged in overnight on a shared computer, nor after closing the browser unless they ask for it.
SESSION_ENGINE = "home.security.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "home.admin.expired_sessions.csrf_failure"
CLIENT_ADDRESS_HEADER = env("CLIENT_ADDRESS_HEADER")
REQUIRE_SECOND_FACTOR = PRODUCTION if env("REQUIRE_SECOND_FACTOR") is None else env("REQUIRE_SECOND_FACTOR")
OTP_TOTP_ISSUER = "Aalborg Akupunktur Klinik"
# A passkey is the second step after the password, on this site's own address and nowhere else.
OTP_WEBAUTHN_RP_NAME = OTP_TOTP_ISSUER
OTP_WEBAUTHN_RP_ID = urlsplit(SITE_ADDRESS).hostname
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_ADDRESS]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
# The project's own Danish first, then what the installed packages lack; both win over what the packages ship.
LOCALE_PATHS = [BASE_DIR / "locale", *sorted((BASE_DIR / "locale" / "packages").glob("*"))]
FORMAT_MODULE_PATH = ["home.bilingual.formats"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
MODELTRANSLATION_DEFAULT_LANGUAGE = "da"
# With fallbacks an English page would silently show a Danish title and slug.
MODELTRANSLATION_FALLBACK_LANGUAGES = ()
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField",)


def name_with_language(name: str, language: str) -> str:
    """Name a field of one language as the editor's panels do: “Titel – engelsk”."""
    return f"{name} – {get_language_info(language)['name_translated']}"


MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = name_with_language

STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT")
MEDIA_URL = env("MEDIA_ADDRESS")
MEDIA_ROOT = env("MEDIA_ROOT")
# Outside the uploaded files, so that restoring them never takes a withdrawal back.
WITHDRAWALS_FILE = env("WITHDRAWALS_FILE")
PRIVATE_ROOT = env("PRIVATE_ROOT")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "home.security.storage.PrivateFolder"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

BACKUP_ROOT = env("BACKUP_ROOT")
# Public keys; the private ones, which alone open a backup, are kept elsewhere.
BACKUP_RECIPIENT = env("BACKUP_RECIPIENT")
BACKUP_IDENTITY = env("BACKUP_IDENTITY")
BACKUP_COPY = env("BACKUP_COPY")
BACKUP_HEARTBEAT = env("BACKUP_HEARTBEAT")

S3_ENDPOINT = env("S3_ENDPOINT")
if env("S3_BUCKET"):
    # The bucket's “media/images/” is public at MEDIA_ADDRESS; the rest is not, and “private/” leaves it through the site only.
    S3 = {"bucket_name": env("S3_BUCKET"), "endpoint_url": S3_ENDPOINT or None, "default_acl": None}
    S3_BACKEND = "storages.backends.s3.S3Storage"
    MEDIA_HOST = MEDIA_URL.removeprefix("https://").rstrip("/")
    STORAGES["default"] = {
        "BACKEND": S3_BACKEND,
        "OPTIONS": {**S3, "location": "media", "custom_domain": MEDIA_HOST, "querystring_auth": False, "file_overwrite": False},
    }
    STORAGES["private"] = {"BACKEND": S3_BACKEND, "OPTIONS": {**S3, "location": "private", "file_overwrite": False}}

EMAIL_CONFIG = env.email_url("EMAIL_URL")
vars().update(EMAIL_CONFIG)
if env("EMAIL_SERVICE"):
    # Where a host closes the ports of mail, a service takes them over HTTPS; django-anymail names the services.
    EMAIL_CONFIG["EMAIL_BACKEND"] = f"anymail.backends.{env('EMAIL_SERVICE')}.EmailBackend"
    ANYMAIL = {"REQUESTS_TIMEOUT": 10, **env("ANYMAIL")}
# Every mail is stored first; `manage.py outbox` hands it to the real backend, outside any request.
OUTBOX_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")

# A key lies in it, and Django shows no setting of such a name where it reports an error.
TRANSLATOR_API = env("TRANSLATOR_URL").strip()

WAGTAIL_SITE_NAME = "Aalborg Akupunktur Klinik"
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_PAGE_MODEL = "home.BasePage"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
WAGTAILADMIN_PERMITTED_LANGUAGES = [("da", "Dansk"), ("en", "English")]
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "home.admin.core_gaps.rich_text.RichTextArea"}}
WAGTAILADMIN_USER_LOGIN_FORM = "home.security.logins.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "home.admin.editors.PasswordResetForm"  # noqa: S105 - a class
# Everybody works in the clinic's time zone; nobody has to choose among four hundred.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_CONTENT_LANGUAGES = [("da", _("Danish"))]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_MODEL = "home.ClinicImage"
WAGTAILIMAGES_RENDITION_STORAGE = "home.security.rendition_storage.RenditionStorage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.editing.file_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jfif", "jpe", "jpeg", "jpg", "png", "svg", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
# The largest picture that a phone takes; a larger one needs more memory than a small server has.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
# A password that many know and anybody may guess opens nothing here; private documents are for people who log in.
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "txt", "mp4", "webm", "vtt"]
WAGTAILDOCS_CONTENT_TYPES = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt"}
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.editing.file_forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_MODEL = "home.ClinicDocument"
WAGTAIL_FINISH_WORKFLOW_ACTION = "home.bilingual.approval.publish_approved"
# home.bilingual.address_book remembers the addresses of both languages.
WAGTAILREDIRECTS_AUTO_CREATE = False
# The admin, too, asks no other host for pictures or news.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}
TAGGIT_CASE_INSENSITIVE = True

if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # A browser holds the site to this for so long, also where it meant to go back: an hour, until somebody wants more.
    SECURE_HSTS_SECONDS = env("HSTS_SECONDS")
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env("HSTS_SUBDOMAINS")
    SECURE_HSTS_PRELOAD = env("HSTS_PRELOAD")
    # Both bind other sites of the domain, so neither is what everybody should have.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # Browsers take such a cookie from this very host only, and over HTTPS.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

# A copy of the site, for trying: hidden from search engines, and it writes to nobody and deletes nothing by itself.
STAGING = env("STAGING")
METRICS_TOKEN = env("METRICS_TOKEN")
PUBLIC_API = env("PUBLIC_API")
ADMINS = [("", address) for address in env("ADMINS")]
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if env("SENTRY_DSN"):
    import sentry_sdk

    from home.operations.masking import without_personal_data

    sentry_sdk.init(
        dsn=env("SENTRY_DSN"),
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        before_send=without_personal_data,
    )

LOGGING = logging_config(env("LOG_LEVEL"), env("LOG_FORMAT"), mails_errors=PRODUCTION and not STAGING)
