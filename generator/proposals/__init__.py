"""Proposals: small changes that somebody wrote down become edits of the files they name."""
