# make run     everything on a fresh machine: packages, assets, database, demonstration data, web and worker
# make test    what a change needs; make test-all what a release needs; make bench ratios of speed;
# make lighthouse what Lighthouse thinks of the public pages

PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
SERVE_OPTIONS ?=
# Every file of the project; outside a clone of it nothing tells whether one has changed.
SOURCES = $(or $(wildcard $(shell git ls-files --cached --others --exclude-standard 2>/dev/null)),unknown)

.PHONY: run test test-all bench lighthouse check assets clean unknown

run: .venv/installed static/vendor/collected
	@PORT=$(PORT) RECRUITMENT_STAFF_TWO_FACTOR=$${RECRUITMENT_STAFF_TWO_FACTOR:-optional} \
		$(BIN)/flask --app wsgi serve $(SERVE_OPTIONS)

# On SQLite all that is not slow, with the main journey in the browser; on PostgreSQL where the databases differ.
test: .venv/installed-dev static/vendor/collected check
	$(BIN)/pytest -n 2 --dist loadgroup -m "not slow"
	$(BIN)/pytest -n 2 --dist loadgroup -m "dialect and not slow" --database postgresql
	@touch .venv/tested

# What has passed since the last change of any file is not run again.
.venv/tested: $(SOURCES)
	$(MAKE) test

# All the rest. Pages look alike on both databases, so on PostgreSQL the browser takes its main journeys alone.
test-all: .venv/installed-dev static/vendor/collected .venv/tested
	$(BIN)/pytest -n 2 --dist loadgroup -m "slow"
	$(BIN)/pytest -n 2 --dist loadgroup -m "not (browser and slow) and not (dialect and not slow)" --database postgresql

bench: .venv/installed-dev static/vendor/collected
	$(BIN)/python -m tests.benchmarks

lighthouse: .venv/installed-dev static/vendor/collected tests/lighthouse/node_modules/installed
	$(BIN)/python -m tests.lighthouse

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

assets: static/vendor/collected

.venv/created:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Python 3.11 or newer is needed; name it with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: requirements.txt | .venv/created
	@echo "Installing Python packages (about half a minute the first time)"
	$(BIN)/pip install --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/created
	@echo "Installing Python packages for tests"
	$(BIN)/pip install --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/installed

static/vendor/collected: package-lock.json static/collect.mjs $(wildcard static/css/*.css static/css/*/*.css)
	@command -v npm >/dev/null || { echo "Node.js with npm is needed for the style sheets and scripts of the pages"; exit 1; }
	@echo "Fetching the design system, fonts and the accessibility checker"
	npm ci
	node static/collect.mjs
	@touch $@

tests/lighthouse/node_modules/installed: tests/lighthouse/package-lock.json
	@echo "Fetching Lighthouse"
	cd tests/lighthouse && npm ci
	@touch $@

clean:
	rm -rf .venv node_modules tests/lighthouse/node_modules static/vendor
