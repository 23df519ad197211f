# The two commands that matter: `make site` and `make test`. Both set up what they need first.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Every file that is installed is a wheel whose hash stands in the lock: nothing is compiled here,
# and a file that was changed on its way is refused.
LOCKED := $(INSTALL) --only-binary :all: --require-hashes
UV := build/lock/bin/uv
COMPILE := $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet $(if $(UPGRADE),--upgrade)

# What Python compiled is kept, whatever the shell says: every start of the tracker needs it.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup site serve check nightly commit test faults bless bench lock clean

help: ## Tell what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

setup: .venv/site.stamp ## Set up .venv with what the site needs (every other target does it too)

site: setup ## Build the site from data/ into site/, and say where it is
	@code=0; $(BIN)/tracker build || code=$$?; \
	if [ $$code = 3 ]; then echo "The site is built. A source is stale; its pages say so."; code=0; fi; \
	[ $$code != 0 ] || echo "Open $(CURDIR)/site/index.html, or look at it with: make serve"; \
	exit $$code

serve: setup ## Show the site on http://127.0.0.1:8000 (PORT=…), and follow every file you save
	$(BIN)/tracker serve --port $(PORT)

check: setup ## Check every fact in data/, and tell all mistakes at once
	$(BIN)/tracker check

nightly: setup ## Fetch, check and build: the whole night, here
	$(BIN)/tracker nightly

# The night leaves its message here; without one, the commit says the day alone.
NIGHT := build/night/message.txt
STEPS := $(dir $(abspath $(firstword $(MAKEFILE_LIST)))).github/steps

# Works on the files of data/archive alone and runs none of our code, so that the one job that may
# write to the repository needs nothing but git.
commit: ## Commit what a night added to data/archive, and push it
	@[ -z "$(HANDED)" ] || $(STEPS)/take.sh "$(HANDED)"
	@git add -- data/archive ':(exclude)data/archive/**/.*.part'
	@$(STEPS)/only_adds.sh
	@git diff --cached --quiet -- data/archive && echo "The night added nothing." && exit 0; \
	if [ -f $(NIGHT) ]; then set -- --file $(NIGHT); \
	else set -- --message "Archive the night of $$(date -u +%F)"; fi; \
	git commit --quiet "$$@" -- data/archive || exit 1; \
	for attempt in 1 2 3; do \
		git push --quiet origin HEAD && exit 0; \
		echo "Push $$attempt was refused; taking in what others pushed."; \
		git pull --quiet --rebase --autostash origin "$$(git branch --show-current)" || \
			{ git rebase --abort 2>/dev/null; echo "What others pushed does not go with this night."; exit 1; }; \
	done; \
	echo "Three pushes were refused; the night is committed here but not pushed."; exit 1

test: .venv/test.stamp ## Check style, types and layers, then run every test
	tests/browser/install.sh
	$(BIN)/ruff check builder tests
	$(BIN)/ruff format --check builder tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist worksteal

faults: .venv/test.stamp ## Let 500 pretend nights go wrong (NIGHTS=…, SEED=…), and tell what was left whole
	$(BIN)/python -m tests.faults --nights $(or $(NIGHTS),500) --seed $(or $(SEED),1)

bless: .venv/test.stamp ## Accept the pretend world's site as it is now: read the difference first
	$(BIN)/python -m tests.golden_site
	git --no-pager diff --stat -- tests/golden

bench: .venv/test.stamp ## Build invented worlds with the tracker and with other tools, and compare (MODELS="300 1500 5000", ROUNDS=3)
	$(BIN)/python -m tests.bench.site --models $(or $(MODELS),300 1500 5000) --rounds $(or $(ROUNDS),3) --write

lock: $(UV) ## Renew the locked versions after pyproject.toml changed (UPGRADE=1: take the newest)
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --extra test --constraint requirements.txt --output-file requirements-test.txt

clean: ## Remove everything that a machine can remake
	rm -rf build site .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find builder tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/venv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This needs Python 3.11 or newer, and $(PYTHON) is: $$($(PYTHON) --version 2>&1)."; \
		echo "Name another one: make site PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo "$(PYTHON) comes without venv. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv; this happens once."
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/site.stamp: .venv/venv.stamp requirements.txt pyproject.toml
	@$(LOCKED) -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: .venv/site.stamp requirements-test.txt
	@$(LOCKED) -r requirements-test.txt
	@touch $@

$(UV):
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
