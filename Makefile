# The front door: `make` alone lists the targets. Needs Python 3.11 or later (with venv) and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := .venv/bin
CATALOGUES := $(shell find locale -name '*.po')
PORT ?= 8000
EVERY_CORE := --numprocesses auto --dist loadfile --no-loadscope-reorder
export ENVIRONMENT ?= development
export LOG_LEVEL ?= WARNING

.PHONY: help
help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

.venv/installed: requirements-dev.lock
	@PYTHON="$(PYTHON)" .ci/install-packages

locale/%.mo: locale/%.po .venv/installed
	@$(BIN)/pybabel -q compile -i $< -o $@

.PHONY: setup
setup: .venv/installed $(CATALOGUES:.po=.mo)

.PHONY: port
port:
	@! command -v python3 >/dev/null || python3 home/operations/ports.py "$(PORT)"

.PHONY: run
run: port setup  ## serve the site with its content at http://localhost:8000/ and print a login (PORT=8001; RELOAD=1 to begin anew at each change of the code)
	@$(BIN)/python -u manage.py runsite 127.0.0.1:$(PORT)

.PHONY: test
test: setup  ## pass every test, the browser tests included (installs Chromium where it can)
	@.ci/chromium
ifdef ARGS
	@$(BIN)/python -m pytest $(ARGS)
else
	@# Playwright keeps an event loop running, in which Django's own tests refuse to work.
	@echo "Part 1 of 2: all that needs no browser (about 14 minutes on two cores) …"
	@$(BIN)/python -m pytest $(EVERY_CORE) -m "not browser and not benchmark and not thorough"
	@echo "Part 2 of 2: in the browser (about 13 minutes on two cores) …"
	@$(BIN)/python -m pytest $(EVERY_CORE) -m "browser and not thorough"
endif

.PHONY: backup
backup: setup  ## put rows, uploaded files and withdrawn consents into one file in BACKUP_ROOT
	@$(BIN)/python manage.py backup

.PHONY: restore
restore: setup  ## bring FILE=… back (REPLACE=yes where the site has content)
	@$(BIN)/python manage.py restore "$(FILE)" $(if $(REPLACE),--replace)

.PHONY: check
check: setup  ## lint, format, types, templates, migrations, messages and deployment settings
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/djhtml --check templates
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py messages --check
	@.ci/check-deploy

.PHONY: check-next
check-next: setup  ## try the Wagtail and the Django that come next, in .audit/next (ARGS=… chooses other tests)
	@.ci/check-next $(ARGS)

.PHONY: messages
messages: setup  ## bring the Danish catalogues up to date with the source, also after an upgrade of a package
	@$(BIN)/python manage.py messages

.PHONY: screenshots
screenshots: setup  ## retake the pictures of the editors' guide
	@.ci/chromium
	@$(BIN)/python -m pytest -q tests/browser/screenshots.py

.PHONY: pictures
pictures: setup  ## keep pictures of what editors see, and of a sheet of odd pages, in tests/output
	@.ci/chromium
	@SCREENSHOTS=tests/output $(BIN)/python -m pytest -q tests/browser/test_{board,desk_accessibility,roles,sheet,two_languages,writing}.py

.PHONY: bench
bench: setup  ## print ratios measured in one run on this machine
	@$(BIN)/python -m pytest tests/benchmarks -m benchmark -s

# Each part is a target of its own: “make -k audit” goes on where one of them finds something or cannot be run.
AUDITS := audit-dependencies audit-starts audit-thorough audit-forms audit-machines audit-deploy audit-guide audit-growth audit-payloads audit-outage audit-pages

.PHONY: audit $(AUDITS)
audit: $(AUDITS)  ## known vulnerabilities, every form for every role, long runs of the state machines, the operator's guide, payloads through nginx, S3 and Redis, the Nu checker, Lighthouse (Node, Java)

audit-dependencies: setup
	@$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock -r requirements-grow.lock

audit-starts: setup
	@$(BIN)/python -m pytest -q -rs -s tests/audit/starts.py

audit-thorough: setup
	@$(BIN)/python -m pytest -q $(EVERY_CORE) -m thorough

audit-forms: setup
	@EVERY_FORM=yes $(BIN)/python -m pytest -q -rP --numprocesses auto tests/home/test_every_form.py
	@EVERY_FORM=yes $(BIN)/python -m pytest -q -rP -m browser tests/browser/test_every_dialog.py

# New sequences each time; a failure prints the sequence, and how to try it again.
audit-machines: setup
	@PAGE_TREE_RUNS=100 FRESHNESS_RUNS=100 FRESHNESS_STEPS=20 CONSENT_RUNS=30 CONSENT_STEPS=20 PUBLICATIONS=100 $(BIN)/python -m pytest -q --timeout 7200 $(EVERY_CORE) \
	tests/home/test_page_tree.py tests/home/test_freshness_machine.py tests/articles/test_consent_machine.py tests/home/test_page_cache.py

audit-deploy: setup
	@.ci/lint-deploy

audit-guide: setup
	@.ci/try-guide

audit-growth: setup
	@.ci/try-growth

audit-payloads: setup
	@$(BIN)/python -m pytest -q -rs tests/audit/behind_nginx.py

audit-outage: setup
	@$(BIN)/python -m pytest -q -s tests/audit/outage.py

audit-pages: setup
	@.ci/audit

LOCK := uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml $(if $(UPGRADE),--upgrade)

.PHONY: lock
lock:  ## rewrite the lock files from pyproject.toml (needs uv; UPGRADE=yes for the newest that it allows)
	$(LOCK) -o requirements.lock
	$(LOCK) --extra grow -o requirements-grow.lock
	$(LOCK) --group dev -o requirements-dev.lock
