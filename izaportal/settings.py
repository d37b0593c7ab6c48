"""Settings. Everything a deployment decides comes from the environment; docs/deploy.md lists it."""

import os
import secrets
from datetime import date
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF

from izaportal.embedded import servers

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL = servers.local_folder(os.environ, BASE_DIR)
SERVERS = servers.resolve(os.environ, BASE_DIR)
DEMO = os.environ.get("IZAPORTAL_DEMO") == "1"
DEBUG = os.environ.get("IZAPORTAL_DEBUG") == "1"
# Demo, debugging and tests serve static files from where they are; a deployment collects them first.
UNCOLLECTED = DEMO or DEBUG or os.environ.get("IZAPORTAL_TEST") == "1"
HTTPS = os.environ.get("IZAPORTAL_HTTPS", "0" if DEMO or DEBUG else "1") == "1"

# A demo has nothing to hide. A deployment that brings no key of its own gets one that nobody knows and that
# does not outlive the process; `check --deploy` refuses it (izaportal/core/checks.py).
SECRET_KEY = os.environ.get("IZAPORTAL_SECRET_KEY") or (
    "django-insecure-alleen-voor-demo-en-test" if UNCOLLECTED else secrets.token_urlsafe(50)
)
ALLOWED_HOSTS = os.environ.get("IZAPORTAL_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("IZAPORTAL_ORIGINS", "").split(",") if origin]

IZAPORTAL_TODAY = (
    date.fromisoformat(os.environ["IZAPORTAL_TODAY"]) if "IZAPORTAL_TODAY" in os.environ else None
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "csp",
    "izaportal.core",
    "izaportal.accounts",
    "izaportal.notices",
    "regions",
    "pillars",
    "projects",
    "kpis",
    "funding",
    "izaportal.reporting",
    "izaportal.meetings",
    "izaportal.imports",
    "izaportal.web",
    "izaportal.api",
    "izaportal.demo",
    "izaportal.bench",
    "izaportal.apps.PortalConfig",
]

MIDDLEWARE = [
    "izaportal.core.callstack.in_one_block",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "izaportal.web.keeping.SignInInFull",
    "izaportal.accounts.middleware.ViewerMiddleware",
    "izaportal.accounts.middleware.VisitMiddleware",
    "izaportal.web.caching.PrivatePages",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "izaportal.urls"
WSGI_APPLICATION = "izaportal.wsgi.application"
ASGI_APPLICATION = "izaportal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["izaportal.web.templatetags.iza"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "izaportal.web.shell.shell",
            ],
        },
    },
]

# Without a server this stays empty, and the first query says "no database", not something puzzling.
DATABASES = {"default": servers.django_database(SERVERS.database_url)} if SERVERS.database_url else {}
if DATABASES:
    DATABASES["default"] |= {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
    # A statement that comes back is prepared: the database plans it once per connection, not for every page.
    PREPARED = {"server_side_binding": True, "prepare_threshold": 3}
    DATABASES["default"]["ENGINE"] = "izaportal.core.postgresql"
    DATABASES["default"]["OPTIONS"] = {**PREPARED, **DATABASES["default"]["OPTIONS"]}
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # user names are unique whatever their capitals, by a constraint
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One for all processes, as failed sign-ins are counted in it: a cache per process would miss most of them.
# Without a server its first use fails, likewise.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": SERVERS.redis_url or servers.NO_REDIS,
        "TIMEOUT": 3600,
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "izaportal.accounts.backends.PeopleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "sign-in"
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "izaportal.accounts.backends.counted_name"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "izaportal.accounts.addresses.client_address"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = (
    None if UNCOLLECTED else Path(os.environ.get("IZAPORTAL_STATIC_ROOT") or BASE_DIR / "staticfiles")
)
STATICFILES_DIRS = [BASE_DIR / "static" / "src", BASE_DIR / "static" / "vendor"]
WHITENOISE_USE_FINDERS = UNCOLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
# Files of people stand outside what is served; a view that checks rights hands them out.
MEDIA_ROOT = Path(
    os.environ.get("IZAPORTAL_MEDIA_ROOT") or servers.local_folder(os.environ, BASE_DIR) / "media"
)
FILE_UPLOAD_HANDLERS = ["izaportal.web.uploads.LimitedUpload"]
FILE_UPLOAD_PERMISSIONS = 0o600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if UNCOLLECTED
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Within how many working days the state must hear that a milestone will not be achieved as agreed.
DUTY_WORKING_DAYS = int(os.environ.get("IZAPORTAL_DUTY_WORKING_DAYS") or 10)
# Where links in mail lead. A demo runs where it was started, a deployment at its first origin.
PORTAL_URL = os.environ.get("IZAPORTAL_URL") or (
    CSRF_TRUSTED_ORIGINS[0] if CSRF_TRUSTED_ORIGINS else f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
)
# Without a mail server people get notices in the portal only; the mail of a demo becomes files.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = os.environ.get("EMAIL_SECURITY") == "ssl"
EMAIL_USE_TLS = os.environ.get("EMAIL_SECURITY", "starttls") == "starttls"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("EMAIL_FROM") or "izaportal@localhost"
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if DEMO else 'smtp'}.EmailBackend"
EMAIL_FILE_PATH = LOCAL / "mail"

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^gezond/$"]
BEHIND_PROXY = os.environ.get("IZAPORTAL_PROXY") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CELERY_BROKER_URL = SERVERS.broker_url
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_ROUTES = {
    "charts.*": {"priority": 9},  # the last of ten: figures go before their pictures
    # A file of 100,000 rows or a board pack has its own worker, so that figures go on.
    "imports.work": {"queue": "long"},
    "packs.make": {"queue": "long"},
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
# Whoever saves something must not wait for a broker that is away: the run row is picked up later.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}
CELERY_BEAT_SCHEDULE = {
    "recalculate-nightly": {
        "task": "reporting.recalculate_nightly",
        "schedule": crontab(hour=2, minute=30),
    },
    "keep-agendas": {"task": "meetings.keep_agendas", "schedule": crontab(hour=0, minute=20)},
    "keep-periods": {"task": "reporting.keep_periods", "schedule": crontab(hour=0, minute=10)},
    "gather-mail": {"task": "reporting.gather_mail", "schedule": crontab(hour=7, minute=1)},
    "requeue-lost-imports": {"task": "imports.requeue_lost", "schedule": 60.0},
    "requeue-lost-packs": {"task": "packs.requeue_lost", "schedule": 60.0},
    "requeue-lost-runs": {"task": "reporting.requeue_lost_runs", "schedule": 60.0},
    "deliver-mail": {"task": "reporting.deliver_mail", "schedule": 60.0},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["izaportal.api.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "izaportal.api.problems.problem_response",
    "DEFAULT_THROTTLE_CLASSES": ["izaportal.api.throttling.TokenThrottle"],
    "DEFAULT_THROTTLE_RATES": {"token": os.environ.get("IZAPORTAL_API_RATE", "600/min")},
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
API_VERSION = "1.0.0"
SPECTACULAR_SETTINGS = {
    "TITLE": "izaportal",
    "DESCRIPTION": (
        "Het aandeel van een gemeente in een regionaal IZA-programma, per kwartaal. Bedragen zijn euro's als "
        "tekst met twee decimalen; null is onbekend of niet van toepassing, nooit nul. Een token krijgt u "
        "van de beheerder van het portaal: het opent het aandeel van uw eigen gemeente, en gaat mee als "
        "`Authorization: Bearer …`."
    ),
    "VERSION": API_VERSION,
    "CONTACT": {
        "name": "Beheer van het izaportal",
        "url": "https://portaal.example/",
        "email": "beheer@portaal.example",
    },
    "LICENSE": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
    "TAGS": [{"name": "gemeenten", "description": "Wat een gemeente over zichzelf ophaalt"}],
    "SERVERS": [{"url": "https://portaal.example/api/v1", "description": "Het adres van uw portaal"}],
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "PREPROCESSING_HOOKS": ["izaportal.api.schema.only_ours"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "izaportal.api.schema.complete",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"said_already": {"()": "izaportal.core.outage.SaidAlready"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django.request": {"filters": ["said_already"]},
        "pikepdf": {"level": "WARNING"},  # tells every process that it is there
    },
    "root": {"handlers": ["console"], "level": os.environ.get("IZAPORTAL_LOG_LEVEL", "INFO")},
}
