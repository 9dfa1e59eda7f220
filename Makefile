# The project's commands. Python 3.11 or newer, git and make are all that they need: the first
# target that wants an environment makes one in .venv from requirements.lock. With Node.js 18 or
# newer and npm `make check` looks at the JavaScript as well.

PYTHON ?=
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
NPM    := build/npm
RECEIPTS := docs/conformance/receipts
PORT   ?= 8000
PYTEST := $(BIN)/python -m pytest -q
# Tests that share what is slow to make stay with one worker, and none waits for another.
SHARED := -n auto --dist worksteal
# Left out of `make quick`: they start programs, or try much at random. As long as all scenarios.
SLOW := cli/test_cli_completion cli/test_cli_diff_costs cli/test_cli_examples cli/test_cli_progress \
  cli/test_cli_streams pricebook/test_compilation_laws
FEATURES := $(PYTEST) tests/conformance tests/kit/test_form.py
# Two at a time, the output of each command in one piece where make is new enough for that.
TWO := $(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=line)
MUTATE := $(PYTEST) tests/conformance/test_features.py --proof build/proof/mutants.json

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PYTHONUTF8 := 1
# Hundreds of programs are started here: each would compile the project anew.
unexport PYTHONDONTWRITEBYTECODE
export LANGUAGE := en
# What is given on the command line reaches the shell as variables, which it does not take apart.
export SITE_URL ARCHIVE ARGS PART PORT PYTHON TIIA_SOURCE
export SITE_URL_ZH := $(if $(SITE_URL),$(SITE_URL)zh/)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help spec rules-run rules-mutated pages-edited site-english site-chinese test quick suite browser zensical check check-javascript format words docs receipts code-mutants proof bench serve lock clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1 \2/p' $(MAKEFILE_LIST) | \
	while read -r make target text; do printf '%s %-12s %s\n' "$$make" "$$target" "$$text"; done

spec: $(READY) ## read the page, run every rule, build the site, print where it is (ARCHIVE=dir: its checks too)
	@rm -rf build/docs build/markdown build/results.json build/proof/mutants.json build/proof/scorecard.json build/zh site
	@mkdir -p build
	@echo "==> 1/6 pages to price book: scraper/snapshots"
	@$(BIN)/python -m tiia_pricing.publishing.build.committed_book
	@$(TWO) rules-run rules-mutated pages-edited
	@echo "==> 5/6 pages from price book, results and proof"
	@$(BIN)/python -m tiia_pricing.publishing $${ARCHIVE:+--archive "$$ARCHIVE"} \
	  $${TIIA_SOURCE:+--vendor-page "$$TIIA_SOURCE"} $${SITE_URL:+--address "$$SITE_URL"}
	@echo "==> 6/6 the site, in English and in Chinese"
	@$(TWO) site-english site-chinese
	@mv build/zh site/zh
	@cp -R build/markdown/. site/
	@$(BIN)/python -m tiia_pricing.publishing.build.policy site
	@echo "The site is built. Open:"
	@echo "$$PWD/site/index.html"

rules-run:
	@echo "==> 2/6 the rules, as scenarios against the calculator"
	@$(FEATURES) --results build/results.json

rules-mutated:
	@echo "==> 3/6 the same scenarios against wrong numbers and wrong calculators"
	@$(MUTATE)

pages-edited:
	@echo "==> 4/6 edited pages: is each change told, and no other"
	@PYTHONPATH=tests $(BIN)/python -m proof.scorecard

site-english:
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# Not into site/zh at once: MkDocs empties site/, which the English one builds at the same time.
site-chinese:
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict -f mkdocs.zh.yml -d build/zh

test: $(READY) ## run the whole test suite (ARGS="-k quota": only a part, as pytest takes it)
	@printf '%s' "$$ARGS" | xargs $(BIN)/python -m pytest $(SHARED)

quick: $(READY) ## run what tells most in seconds: the scenarios and the unit tests (ARGS as for test)
	@printf '%s' "$$ARGS" | xargs $(PYTEST) $(SHARED) tests/conformance/test_features.py tests/billing tests/pricebook \
	  tests/cli $(SLOW:%=--ignore tests/%.py)

browser: $(READY) ## prove the built site in a real browser: run `make spec` before it (ARGS as for test)
	@printf '%s' "$$ARGS" | xargs $(BIN)/python -m pytest -n auto tests/browser --site site

zensical: $(READY) ## build the same pages with Zensical and compare: run `make spec` before it
	@$(BIN)/python -m tiia_pricing.publishing.build.zensical

check: $(READY) ## run lint, format check and types, of the JavaScript too, and checks of the workflows
	@echo "==> 1/5 lint"
	@$(BIN)/ruff check
	@echo "==> 2/5 format"
	@$(BIN)/ruff format --check
	@echo "==> 3/5 types"
	@$(BIN)/mypy
	@echo "==> 4/5 workflows and actions"
	@$(BIN)/zizmor --offline --quiet --no-progress --persona=pedantic .github/workflows .github/actions
	@echo "==> 5/5 JavaScript: lint and types"
	@if command -v npm >/dev/null 2>&1; then $(MAKE) --no-print-directory check-javascript; \
	elif [ -n "$$CI" ]; then echo "error: npm is not installed" >&2; exit 1; \
	else echo "skipped: npm is not installed, so the JavaScript is not checked" >&2; fi

check-javascript: $(NPM)/.ready
	@$(NPM)/node_modules/.bin/biome lint --error-on-warnings --config-path tests/javascript/lint.jsonc \
	  docs/assets src/tiia_pricing/javascript tests/javascript
	@$(NPM)/node_modules/.bin/tsc --project tests/javascript

format: $(READY) ## write the code as `make check` wants it
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

words: $(READY) ## bring the catalogues of other languages in line with what the code says
	@$(BIN)/python -m tiia_pricing.locale.extraction

docs: $(READY) ## run what the pages show and write what is printed into them, in both languages
	@PYTHONPATH=tests $(BIN)/python -m support.refusals_table
	@PYTHONPATH=tests $(BIN)/python -m support.shown

suite: $(READY) ## set the version of a changed suite (PART=minor: which part), and write the receipts
	@$(BIN)/python -m tiia_pricing.conformance.release $${PART:+--part "$$PART"}
	@PYTHONPATH=tests $(BIN)/python -m support.badges
	@$(MAKE) --no-print-directory receipts

receipts: $(READY) ## put the calculators of this project to the suite and write their receipts
	@echo "==> 1/4 the reference calculator"
	@$(BIN)/tiia-pricing conformance --implementation "$(BIN)/tiia-pricing adapter" \
	  --receipt $(RECEIPTS)/reference.json
	@echo "==> 2/4 the JavaScript calculator"
	@if command -v node >/dev/null 2>&1; then \
	  $(BIN)/tiia-pricing conformance --implementation "node src/tiia_pricing/javascript/adapter.mjs" \
	    --receipt $(RECEIPTS)/javascript.json; \
	else \
	  echo "skipped: node is not installed, so $(RECEIPTS)/javascript.json stays as it is" >&2; \
	fi
	@echo "==> 3/4 the SQL of rate on DuckDB: some minutes"
	@$(BIN)/tiia-pricing conformance --implementation "$(BIN)/tiia-pricing adapter --engine duckdb" \
	  --receipt $(RECEIPTS)/duckdb.json
	@echo "==> 4/4 the SQL of rate on Spark, by Sail: up to an hour"
	@if $(BIN)/python -c "import pysail" 2>/dev/null; then \
	  PYTHONPATH=tests $(BIN)/tiia-pricing conformance --implementation "$(BIN)/python -m rating.kit_on_sail" \
	    --pass-env PYTHONPATH --answer-seconds 120 --receipt $(RECEIPTS)/spark.json; \
	else \
	  echo "skipped: pysail is not installed, so $(RECEIPTS)/spark.json stays as it is" >&2; \
	fi

code-mutants: $(READY) ## mutate our own code where it changed since it was measured (ALL=1: all)
	@PYTHONPATH=tests $(BIN)/python -m proof.code_mutation.measure $(if $(ALL),--all)
	@PYTHONPATH=tests $(BIN)/python -m proof.code_mutation

proof: $(READY) ## prove the suite: wrong numbers, calculators and code, edits, attacks
	@PYTHONPATH=tests $(BIN)/python -m proof

bench: $(READY) ## measure what benchmarks/README.md tells, as ratios
	@$(BIN)/python -m benchmarks

serve: spec ## build the site and read it at http://127.0.0.1:8000/ (PORT=8000)
	@echo "http://127.0.0.1:$$PORT/ (Ctrl-C ends it)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory site "$$PORT"

lock: $(READY) ## resolve every dependency again and write requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --all-extras --group build --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --upgrade --quiet --custom-compile-command "make lock" --output-file requirements.lock
	@grep -c == requirements.lock | sed 's/$$/ packages in requirements.lock/'
	@if command -v npm >/dev/null 2>&1; then \
	  npm install --prefix tests/javascript --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved; \
	else \
	  echo "left out: npm is not installed, so tests/javascript/package-lock.json stays as it is" >&2; \
	fi

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) build site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(NPM)/.ready: tests/javascript/package.json tests/javascript/package-lock.json
	@mkdir -p $(NPM) && cp $^ $(NPM)
	@npm ci --prefix $(NPM) --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@

# Finds a Python that is new enough and can make environments, and says what is missing if none.
$(READY): pyproject.toml requirements.lock
	@set -e; found=; old=; bare=; \
	if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; \
	else set -- python3.14 python3.13 python3.12 python3.11 python3 python; fi; \
	for python; do \
	  command -v "$$python" >/dev/null 2>&1 || continue; \
	  version=$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { old="$$old $$python ($$version)"; continue; }; \
	  "$$python" -c 'import venv, ensurepip' 2>/dev/null \
	    || { bare="$$bare python$$version-venv"; continue; }; \
	  found=$$python; break; \
	done; \
	if [ -z "$$found" ]; then \
	  if [ -n "$$bare" ]; then \
	    echo "error: Python is there, but it cannot make environments: venv or ensurepip is missing." >&2; \
	    echo "       On Debian or Ubuntu: apt-get install$$bare" >&2; \
	  else \
	    echo "error: no Python 3.11 or newer;$${old:+ too old:$$old;} looked for $${PYTHON:-python3.14 … python3.11 and python3}." >&2; \
	    echo "       On Debian or Ubuntu: apt-get install python3 python3-venv; or: make PYTHON=/path/to/python" >&2; \
	  fi; \
	  exit 1; \
	fi; \
	echo "==> environment: $(VENV), $$("$$found" --version)"; \
	$(BIN)/python -c pass 2>/dev/null || "$$found" -m venv --clear $(VENV)
	@echo "==> packages of requirements.lock (their hashes are checked)"
	@$(TWO) packages-0 packages-1
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@$(BIN)/python -m pip check
	@touch $@

# Every other package of the lock file: pip alone keeps one core busy, and the other idle.
packages-%:
	@awk -v part=$* '/^[a-z0-9]/ { turn = !turn } turn == part' requirements.lock >$(VENV)/packages-$*.txt
	@$(BIN)/python -m pip install -qq --no-compile --no-deps --require-hashes -r $(VENV)/packages-$*.txt
