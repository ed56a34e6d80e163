# make site    the environment, the packages, the site     (make site EXTRAS=cards: with link cards)
# make serve   look at the site; an edit shows after a reload
# make check   only the content: every problem, with its mend
# make test-content    what every sound content fulfils
# make test    everything that must hold before a change is merged
# make watch   look whether the sources still answer, and still say what the claims say
# make bench   how fast it is, at 1,000 and 13,000 profiles
# make lock    newer versions of the packages, with their hashes
# make audit   ask whether a package that we use has a known weakness
# make clean   remove what was made
#
# ARGS="…" is passed on to the command, for example: make serve ARGS="--port 9000"

VENV := .venv
RUN := $(VENV)/bin/python
EXTRAS ?= base
LOCKED := audit bulk cards dev serve test watch
LOCKS := requirements/base.txt $(LOCKED:%=requirements/%.txt)
ARGS ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check test test-content watch bench lock audit clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

site: $(VENV)/has-$(EXTRAS)
	@$(RUN) -m generator build $(ARGS)
	@echo 'The site is in site/. To look at it: make serve, or open site/index.html in a browser.'

serve: $(VENV)/has-serve
	@$(RUN) -m generator serve $(ARGS)

check: $(VENV)/has-base
	@$(RUN) -m generator check $(ARGS)

test: $(VENV)/has-test,dev,serve,cards,watch
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	# What fails beside other tests is run once more, alone: a browser that shares two cores may be late.
	$(RUN) -m pytest -n auto --dist worksteal $(ARGS) || $(RUN) -m pytest --last-failed --last-failed-no-failures none $(ARGS)

test-content: $(VENV)/has-test,dev,serve,cards,watch
	$(RUN) -m generator check
	$(RUN) -m pytest -n auto --dist worksteal -m content $(ARGS)

watch: $(VENV)/has-watch
	@$(RUN) -m generator watch $(ARGS)

bench: $(VENV)/has-base
	$(RUN) -m tests.bench $(ARGS)

clean:
	rm -rf site .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis $(VENV)

# Each stamp says that these packages are in, in the versions and with the hashes of requirements/; a changed lock makes
# them again. The generator itself runs from this folder and is not installed.
comma := ,
$(VENV)/has-%: $(LOCKS) $(VENV)/made
	$(RUN) -m pip install --quiet --require-hashes $(patsubst %,--requirement requirements/%.txt,$(subst $(comma), ,$*))
	@touch $@

# What pyproject.toml asks for, in the newest versions that fit together, for every Python and system that we support.
COMPILE := $(VENV)/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet
lock: $(VENV)/has-dev
	$(COMPILE) --all-extras --upgrade --output-file $(VENV)/all.txt
	$(COMPILE) --constraint $(VENV)/all.txt --output-file requirements/base.txt
	for extra in $(LOCKED); do $(COMPILE) --extra $$extra --constraint $(VENV)/all.txt --output-file requirements/$$extra.txt; done

audit: $(VENV)/has-audit
	$(RUN) -m pip_audit --strict --disable-pip --require-hashes $(patsubst %,--requirement %,$(LOCKS))

# The first Python on the path that is new enough; PYTHON=… chooses another. A working .venv is kept.
$(VENV)/made:
	@set -e; \
	if $(RUN) -m pip --version >/dev/null 2>&1; then touch $@; exit 0; fi; \
	for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "$$python cannot make virtual environments. On Debian or Ubuntu: apt-get install python3-venv" >&2; \
	    exit 1; \
	  fi; \
	  echo "Making $(VENV) with $$("$$python" --version) ..."; \
	  "$$python" -m venv --clear $(VENV); \
	  touch $@; \
	  exit 0; \
	done; \
	echo 'This needs Python 3.11 or newer and found none. Install it, or name one: make site PYTHON=/path/to/python3' >&2; \
	exit 1
