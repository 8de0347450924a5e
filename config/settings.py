"""Settings, all from the environment; docs/running.md lists the variables.

Importing this file never fails. What is missing or wrong is kept in
`ENVIRONMENT_PROBLEMS`, and `config.checks` refuses to start over it.
"""

import os
from datetime import timedelta
from pathlib import Path

import django_stubs_ext

from config import access, databases, partner_settings, sign_in, state
from config.environment import Environment

django_stubs_ext.monkeypatch()  # CharField[str, str] is a type to mypy only

BASE_DIR = Path(__file__).resolve().parent.parent

_env = Environment(os.environ)

PROFILE = access.profile(_env)
_production = PROFILE == "production"

STATE_DIR = _env.folder("STATE_DIR", state.default_folder(BASE_DIR))
DEBUG = access.debug(_env, PROFILE)
SECRET_KEY = access.secret_key(_env, PROFILE, STATE_DIR)
SECRET_KEY_FALLBACKS = _env.names("SECRET_KEY_FALLBACKS")

# -- Where it answers ----------------------------------------------------------

ALLOWED_HOSTS = access.allowed_hosts(_env, PROFILE)
CSRF_TRUSTED_ORIGINS = _env.names("CSRF_TRUSTED_ORIGINS")

HTTPS = _env.flag("HTTPS", default=_production)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = _env.number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
# Probes come from inside, by plain HTTP; programs are refused, in TAXII's words.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^taxii2(/|$)"]
BEHIND_PROXY = _env.flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    # Subdomains and browsers' preload lists are the domain owner's to decide.
    "security.W005",
    "security.W021",
]
X_FRAME_OPTIONS = "DENY"

# -- Applications --------------------------------------------------------------

INSTALLED_APPS = [
    "desk",  # first: its templates stand in for the admin's own
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",  # its widgets, drawn by templates that the desk may replace
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular_sidecar",  # only its files: the viewer of the API's document
    "config",
    "incidents",
    "attribution",
    "review",
    "sharing",
    "briefings",
]
MIDDLEWARE = [
    "config.middleware.BodilessHead",  # the first, so that it sees the last length
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.PastBrowsers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.vouched.VouchedOrigin",  # right before what asks for the origin
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.sessions.PrivatePages",
    "config.sessions.SessionLimits",
    "allauth.account.middleware.AccountMiddleware",
    "config.second_factor.SecondFactorFirst",
    "axes.middleware.AxesMiddleware",  # the last, so that it sees each refusal
]
ROOT_URLCONF = "config.urls"
# What answers below /api/v1/; the last takes every address that is left.
API_URLS = [
    "briefings.rest.urls",
    "sharing.rest_webhooks.urls",
    "sharing.rest.urls",
]
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
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- People and how they sign in -------------------------------------------------

_provider = sign_in.open_id(_env, PROFILE)
# Off, people sign in by the identity provider and in no other way.
LOCAL_SIGN_IN = sign_in.has_passwords(_env, _provider)
REQUIRE_MFA = _env.flag("REQUIRE_MFA", default=_production)
OIDC_NAME = _provider.name if _provider else ""
OIDC_MAKES_ACCOUNTS = bool(_provider and _provider.makes_accounts)
OIDC_HAS_SECOND_FACTOR = bool(_provider and _provider.has_second_factor)

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # the first, so that it can refuse
    "config.accounts.People" if LOCAL_SIGN_IN else "config.accounts.ProviderOnly",
]
# Memory-hard, and in Python itself; the second reads passwords kept before.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
PASSWORD_RESET_TIMEOUT = sign_in.longest(_env, "INVITATION_HOURS", 24, sign_in.HOUR)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:start"
LOGOUT_REDIRECT_URL = "account_login"

SESSION_COOKIE_AGE = sign_in.longest(_env, "SESSION_HOURS", 12, sign_in.HOUR)
SESSION_IDLE_SECONDS = sign_in.longest(_env, "SESSION_IDLE_MINUTES", 30, sign_in.MINUTE)
# What was last seen is written at most so often: not each page is a write.
SESSION_SEEN_SECONDS = 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # not Strict: links in mails lead in from outside

AXES_FAILURE_LIMIT = sign_in.longest(_env, "LOCKOUT_FAILURES", 5, 1)
AXES_COOLOFF_TIME = timedelta(
    seconds=sign_in.longest(_env, "LOCKOUT_MINUTES", 15, sign_in.MINUTE)
)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "config.accounts.locked_out"
AXES_USERNAME_CALLABLE = "config.accounts.account_typed"
AXES_CLIENT_IP_CALLABLE = "config.accounts.client_ip"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "login", "ip_address", "csrfmiddlewaretoken"]
AXES_VERBOSE = False

ACCOUNT_ADAPTER = "config.accounts.Accounts"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Attribution record: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators enter the addresses
ACCOUNT_FORMS = {"login": "config.accounts.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,30/h/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]

MFA_ADAPTER = "config.second_factor.SecondFactors"
MFA_FORMS = {"add_webauthn": "config.second_factor.PasskeyForm"}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = LOCAL_SIGN_IN
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Attribution record"

SOCIALACCOUNT_ADAPTER = "config.accounts.ProviderAccounts"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# The policy for forms would stop a redirect to another host; a link may go there.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = _provider.as_providers() if _provider else {}

# -- Mail ----------------------------------------------------------------------

_mail = sign_in.mail(_env, PROFILE)
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST", "")
EMAIL_PORT = _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _mail.get("EMAIL_FILE_PATH", "")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = sign_in.sender(_env, ALLOWED_HOSTS)

# -- Interfaces for programs -----------------------------------------------------

REST_FRAMEWORK = {  # closed until a view opens itself
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication"
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
}

# Mixed with the secrets of partners' tokens: the database alone reveals none.
TOKEN_PEPPERS = partner_settings.peppers(_env, PROFILE, STATE_DIR)
TOKEN_LONGEST_DAYS = sign_in.longest(_env, "TOKEN_LONGEST_DAYS", 365, 1)
# What a new token may ask for, unless whoever makes it says otherwise.
TOKEN_REQUESTS_PER_MINUTE = sign_in.longest(_env, "TOKEN_REQUESTS_PER_MINUTE", 600, 1)
TOKEN_REQUESTS_PER_DAY = sign_in.longest(_env, "TOKEN_REQUESTS_PER_DAY", 100_000, 1)
# After how many days the log of pulls forgets what no recall needs.
PULL_LOG_DAYS = partner_settings.pull_log_days(_env)

# What partners may post into quarantine, in bytes, and how it ends (docs/inbox.md).
INBOX_MAX_CONTENT_LENGTH = _env.number("INBOX_MAX_CONTENT_LENGTH", 10 * 2**20)
INBOX_MAX_OBJECTS = _env.number("INBOX_MAX_OBJECTS", 1_000)
INBOX_MAX_DEPTH = _env.number("INBOX_MAX_DEPTH", 32)
INBOX_MAX_STORAGE = _env.number("INBOX_MAX_STORAGE", 200 * 2**20)
INBOX_KEEP_REMOVED_DAYS = _env.number("INBOX_KEEP_REMOVED_DAYS", 30)

# -- The database ----------------------------------------------------------------

DATABASE_ROLE = _env.choice("DATABASE_ROLE", "application", databases.ROLES)
DATABASE_ROLES = databases.roles(_env, STATE_DIR, used=DATABASE_ROLE)
DATABASES = {"default": {**DATABASE_ROLES[DATABASE_ROLE]}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes: what one has counted or used up, the others know.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "desk_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
# Work in the background: a queue in the database, done by `manage.py db_worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# -- The net ---------------------------------------------------------------------

# Whether pages are fetched that analysts name as sources.
FETCH_SOURCES = _env.flag("FETCH_SOURCES", default=True)
# Whether partners are told of releases at the addresses that they gave.
SEND_WEBHOOKS = _env.flag("SEND_WEBHOOKS", default=True)

# -- Language, time, files ---------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

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
