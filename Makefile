# Every command of the project. `make` alone lists them.
VENV := .venv
PYTHON := $(VENV)/bin/python
STAMP := $(VENV)/.requirements
TOOLS := $(VENV)/.test_requirements
INSTALL = -m pip install --quiet --disable-pip-version-check --require-hashes -r
# The core packages: every branch of them is covered.
CORE := dialog turn identifiers callflow outbox
IN_PRODUCTION = test "$${IVR_ENV:-$$(sed -n 's/^\(export \)* *IVR_ENV *= *//p' "$${IVR_DATA:-var}/hotline.env" 2>/dev/null)}" = production
COVERED := not (soak or browser or postgres or speech)
QUICK := $(COVERED) and not thorough
QUICK_TESTS = $(wildcard $(addprefix tests/, callflow dialog identifiers privacy prompts services test_*.py turn))

# What Python compiles is kept whatever the shell says: the tests start hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help audit types check fresh-host pins docs setup prompts run quick coverage test lint bench soak clean

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

$(STAMP): requirements.txt
	@command -v python3 >/dev/null || { echo "python3 (3.11 or newer, with venv) is needed"; exit 1; }
	python3 -m venv $(VENV)
	$(PYTHON) $(INSTALL) requirements.txt
	@touch $@

$(TOOLS): tests/requirements.txt $(STAMP)  # apart: a host that only runs the hotline needs none of them
	$(PYTHON) $(INSTALL) tests/requirements.txt
	@touch $@

setup: $(STAMP) ## Make .venv, install the requirements, fetch the speech model, train the model of topics
	@$(PYTHON) -m ivr.speech fetch
	@$(PYTHON) -m ivr.intents train

prompts: $(STAMP) ## Record the fixed prompts with the offline voice
	@$(PYTHON) -m ivr.prompts render

run: ## Run the hotline with its simulator; Ctrl-C ends it. In production nothing is installed, fetched or recorded
	@$(IN_PRODUCTION) || $(MAKE) --no-print-directory setup prompts
	@$(IN_PRODUCTION) || $(PYTHON) -m ivr.hotline.demo_calls
	@exec $(PYTHON) -m ivr.hotline

quick: $(TOOLS) ## What to run after each edit: lint, types, checks and the fast tests, under a minute
	@$(VENV)/bin/ruff check --quiet . && $(VENV)/bin/ruff format --quiet --check .
	@$(MAKE) --no-print-directory -j2 --output-sync types check
	@$(PYTHON) -m pytest -m "$(QUICK)" -n auto --dist loadfile $(QUICK_TESTS)

types: $(TOOLS)
	@$(VENV)/bin/mypy

check: $(STAMP)
	@$(PYTHON) -m ivr.check

coverage: $(TOOLS) ## Branch coverage of the packages that decide, by their own tests; fails below 100 percent
	@$(PYTHON) -m pytest -m "$(COVERED)" -n auto $(addprefix --cov=ivr., $(CORE)) --cov-branch --cov-report= \
		tests/dialog tests/turn tests/identifiers tests/callflow tests/services tests/outbox \
		tests/languages/test_regions_in_calls.py tests/languages/test_consent.py tests/telephony/test_every_call_ends.py \
		tests/telephony/test_media_gateway.py tests/pages/test_survey_page.py
	@$(PYTHON) -m coverage report --fail-under=100

lint: $(TOOLS)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

test: $(TOOLS) ## Lint, types, import contracts and tests
	@PIP_NO_COMPILE=1 $(MAKE) --no-print-directory -j2 setup lint  # modules are compiled when first imported: few are
	@$(PYTHON) $(INSTALL) tests/languages/requirements.txt --no-deps
	$(PYTHON) -m pytest -m "not soak and not browser and not real_time" -n 4 --dist loadfile  # many of them wait for others
	$(PYTHON) -m pytest -m "real_time and not soak" tests/hotline  # apart: callers who speak in real time need all cores
	$(PYTHON) -m pytest -m browser -n 2 --dist loadfile  # apart: Chromium's driver keeps an event loop running in its process

soak: setup $(TOOLS) ## The slow tests
	$(PYTHON) -m pytest -m soak

fresh-host: $(TOOLS) ## Do docs/operating.md on a Debian of its own, to calls, a crash, an upgrade and back (root; an hour)
	$(PYTHON) -m tests.fresh_host

bench: setup $(TOOLS) ## Print a table of ratios and write build/bench.json
	$(PYTHON) -m tests.bench

docs: $(TOOLS) ## The documentation as a site in build/site, with pictures taken just now (needs Chromium)
	@test -x build/docs/bin/mkdocs || python3 -m venv build/docs
	@build/docs/bin/pip install --quiet --disable-pip-version-check -r docs/requirements.txt
	@rm -rf build/pages && mkdir -p build/pages && cp -r docs/. build/pages && $(PYTHON) docs/pictures.py build/pages/pictures
	@NO_MKDOCS_2_WARNING=1 build/docs/bin/mkdocs build --strict --quiet

build/audit/bin/python: ops/audit/requirements.txt
	@python3 -m venv build/audit
	@build/audit/bin/python $(INSTALL) ops/audit/requirements.txt
	@touch $@

pins: build/audit/bin/python ## Pin again what each requirements.in names, with all that it brings and hashes
	@for folder in . tests ops/audit; do \
		{ head -2 $$folder/requirements.txt; build/audit/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
			--no-header --no-annotate $$folder/requirements.in; } > build/pins && mv build/pins $$folder/requirements.txt || exit 1; done

audit: $(STAMP) build/audit/bin/python ## Look for known faults in packages and code; write build/sbom.json and build/licences.md
	@build/audit/bin/cyclonedx-py environment --output-file build/sbom.json $(PYTHON)
	@build/audit/bin/pip-licenses --python $(PYTHON) --format markdown --with-urls --output-file build/licences.md
	@build/audit/bin/bandit --quiet --recursive --severity-level medium --confidence-level medium --skip B104,B108 ivr
	@build/audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.txt -r tests/requirements.txt

clean: ## Remove what was built (not the data in var/)
	rm -rf build $(VENV)
