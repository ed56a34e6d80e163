"""Attacks that stay: each finds a kind of fault that was there once. Short in `make test`, long by hand."""
