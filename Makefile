# What there is to do; it takes Python 3.11, make and git. `make help` lists it.

.DEFAULT_GOAL := help
.PHONY: help demo bundle database test check types style deployment readable bench \
	browser stop clean

PYTHON := $(shell for name in python3.11 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null \
	&& echo $$name && break; done)
python := .venv/bin/python
manage := $(python) manage.py

# A trial answers to this machine only. Whoever names a server decides for himself.
ifndef DATABASE_URL
export PROFILE ?= development
endif

# A production-like environment: `check --deploy` must find nothing in it.
production := PROFILE=production STATIC_ROOT="$(CURDIR)/build/static" \
	TOKEN_PEPPER="$$($(python) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	ALLOWED_HOSTS=record.example.org SECRET_KEY="$$($(python) -c \
	'import secrets; print(secrets.token_urlsafe(50))')" \
	EMAIL_URL=smtp+tls://mail.example.org:587 \
	DATABASE_URL=postgresql://attribution_app:unused@db.example.org/attribution

help:
	@echo "make demo    load the case, publish it, write out/, serve on port 8000"
	@echo "make bundle  the same without serving"
	@echo "make test    every check and test"
	@echo "make check   every check, no test"
	@echo "make bench   how fast it compiles, publishes and serves partners, and how fast the desk answers"
	@echo "make browser install Chromium for the browser tests, if it is missing"
	@echo "make stop    end the server of make demo, and the embedded database"
	@echo "make clean   remove what make made, but no data"

demo: database
	$(manage) demo --serve

bundle: database
	$(manage) demo

database: .venv/installed
	@$(manage) migrate --verbosity 0
	@$(manage) grant_privileges

# Four processes keep two cores busy while some wait for the database; a file stays in one,
# so that what its tests share is made once. First come the longest files, which
# tests/conftest.py names, hence no other order.
test: export PROFILE := development
# What is compiled is kept, whatever the caller's environment says: else each of the
# processes compiles all of it for itself, which takes longer than to collect the tests.
test: export PYTHONDONTWRITEBYTECODE :=
test: check browser
	$(python) -m pytest -n 4 --dist loadfile --no-loadscope-reorder

# Some tests drive the system's Chromium, best the one without windows, which does a third
# less. Whoever is not root and has none has to be told.
apt := DEBIAN_FRONTEND=noninteractive $(shell test "$$(id -u)" = 0 || echo sudo -n) apt-get
browser:
	@command -v chromium-headless-shell >/dev/null \
	|| { $(apt) update -qq && $(apt) install -qq -y --no-install-recommends \
		chromium-headless-shell fonts-dejavu-core; } >/dev/null 2>&1 \
	|| command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	|| { echo "The browser tests need Chromium: as root, apt install chromium-headless-shell"; \
		exit 1; }

# Two at a time, and mypy first, which takes longest.
check: .venv/installed
	@$(MAKE) --no-print-directory --jobs 2 types readable style deployment

types:
	$(python) -m mypy .

# That all tests can be read; this leaves them compiled for the processes that run them, each
# of which would compile them all for itself.
readable:
	@said=$$($(python) -m pytest --collect-only -qq) \
		|| { echo "$$said"; exit 1; }

style:
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	.venv/bin/lint-imports

deployment:
	@$(production) $(manage) collectstatic --no-input --verbosity 0
	$(production) $(manage) check --deploy --fail-level WARNING
	$(manage) makemigrations --check --dry-run

bench: .venv/installed
	$(manage) bench
	$(manage) bench_desk
	$(manage) bench_briefings
	$(manage) bench_partners

stop:
	@if [ -x $(python) ]; then $(manage) database stop; fi

# The database's programs lie in the environment: stop it while they are there.
clean: stop
	rm -rf .venv build out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache \
		.hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Made again when a dependency changes.
.venv/installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed, and is not on the PATH."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot\
	 make environments. On Debian and Ubuntu: apt install python3.11-venv"; exit 1; }
	@test -x .venv/bin/pip || $(PYTHON) -m venv --clear .venv
	@echo "Installing what pyproject.toml lists into .venv"
	@$(python) -m pip install -qq --disable-pip-version-check \
		--use-pep517 --constraint constraints.txt '.[dev]'
	@touch $@
