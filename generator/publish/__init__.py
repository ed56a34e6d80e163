"""Publish: staging, the swap that puts a whole site in its place, the search index, and a look at it on this machine."""
