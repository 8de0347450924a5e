"""Settings, all from the environment; docs/running.md lists the variables.

Importing this file never fails. What is missing or wrong is kept in
`ENVIRONMENT_PROBLEMS`, and `config.checks` refuses to start over it.
"""

import os
from pathlib import Path

import django_stubs_ext

from config import access, databases, state
from config.environment import Environment

django_stubs_ext.monkeypatch()  # CharField[str, str] is a type to mypy only

BASE_DIR = Path(__file__).resolve().parent.parent

_env = Environment(os.environ)

PROFILE = access.profile(_env)
_production = PROFILE == "production"

STATE_DIR = _env.folder("STATE_DIR", state.default_folder(BASE_DIR))
DEBUG = access.debug(_env, PROFILE)
SECRET_KEY = access.secret_key(_env, PROFILE, STATE_DIR)

# -- Where it answers ----------------------------------------------------------

ALLOWED_HOSTS = access.allowed_hosts(_env, PROFILE)
CSRF_TRUSTED_ORIGINS = _env.names("CSRF_TRUSTED_ORIGINS")

HTTPS = _env.flag("HTTPS", default=_production)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = _env.number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # probes come from inside, by plain HTTP
if _env.flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    # Subdomains and browsers' preload lists are the domain owner's to decide.
    "security.W005",
    "security.W021",
]
X_FRAME_OPTIONS = "DENY"

# -- Applications --------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "config",
    "incidents",
    "attribution",
    "review",
    "sharing",
    "desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
REST_FRAMEWORK = {  # closed until a view opens itself
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication"
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
}

# -- The database ----------------------------------------------------------------

DATABASE_ROLE = _env.choice("DATABASE_ROLE", "application", databases.ROLES)
DATABASE_ROLES = databases.roles(_env, STATE_DIR, used=DATABASE_ROLE)
DATABASES = {"default": {**DATABASE_ROLES[DATABASE_ROLE]}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Language, time, files ---------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
# In production what collectstatic wrote, else where the files lie.
STATIC_ROOT = _env.folder("STATIC_ROOT", STATE_DIR / "static") if _production else None
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not _production
_static_storage = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if _production
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_storage},
}

ENVIRONMENT_PROBLEMS = tuple(_env.problems)
