# Every target is one line; `make` alone lists them. What they do is in infra/local and in cargo.
#
#   PORT=4566   port of the local AWS endpoint (default: a free one)
#   KEEP=1      `make dev` keeps its data for the next KEEP=1 make dev
#   EMPTY=1     `make dev` sends no samples: Clerk has people, the platform knows nobody
#   NO_UI=1     `make dev` without the demo and the console
#   PYTHON=…    a Python 3.11 or newer, if python3 isn't one

SHELL := /bin/sh
PYTHON ?= python3
LOCAL = $(if $(shell command -v $(PYTHON)),,$(error $(PYTHON) is not on the PATH: install Python 3.11 or newer, or name one with PYTHON=/path/to/python3.11))@$(PYTHON) infra/local
# The option $(2) when $(1)=1, or anything but 0, was given.
given = $(if $(filter-out 0,$($(1))),$(2))

.DEFAULT_GOAL := help
.PHONY: help dev ui test browser bench lint fmt send show events dlq redrive reconcile drift import roles clerk api clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

dev: ## run everything here: deploy, send the samples, watch them arrive
	$(LOCAL) dev

ui: ## build the demo and the console, if anything of them has changed
	$(LOCAL) ui

test: ## run every layer of tests, the end-to-end ones included
	$(LOCAL) test

browser: ## run the browser tests alone
	$(LOCAL) browser

bench: ## measure size, start-up, requests and cost
	$(LOCAL:infra/local=bench)

lint: ## check format, Rust, the UI and the infrastructure template
	@cargo fmt --all --check && cargo clippy --workspace --all-targets --locked -- -D warnings
	$(LOCAL) lint

fmt: ## format the code
	@cargo fmt --all
	$(LOCAL) fmt

send: ## EVENT=events/x.json [ID=msg_…]: sign and post it to the running stack
	$(LOCAL) send "$$EVENT" $${ID:+--id "$$ID"}

show: ## USER=…: a person by Clerk id, email address or id of ours
	$(LOCAL) show $(if $(filter command,$(origin USER)),"$$USER")

events: ## the last events of the ledger
	$(LOCAL) events

dlq: ## the dead letters with their causes
	$(LOCAL) dlq

redrive: ## send the dead letters back to the queue
	$(LOCAL) redrive

reconcile: ## [MODE=full] [DRY=1] [ALLOW_DELETES=1]: start a run of the reconciler
	$(LOCAL) reconcile $${MODE:+--mode "$$MODE"} $(call given,DRY,--dry-run) $(call given,ALLOW_DELETES,--allow-deletes)

drift: ## [JSON=1]: compare every user with Clerk's, and print what differs
	$(LOCAL) drift $(call given,JSON,--json)

import: ## FILE=users.jsonl [DRY=1]: import the platform's records
	$(LOCAL) import $(call given,DRY,--dry-run) -- "$$FILE"

roles: ## USER=… ROLES=CLIENT,BUILDER [DRY=1]: set a person's roles
	$(LOCAL) roles $(call given,DRY,--dry-run) --user $(if $(filter command,$(origin USER)),"$$USER","") --roles "$$ROLES"

clerk: ## how to change people in the Clerk simulator
	$(LOCAL) clerk

api: ## how to get a token and call the profile API
	$(LOCAL) api

clean: ## remove what the local stack installed and kept
	$(LOCAL) clean
