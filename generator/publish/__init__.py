"""Publish: staging, the swap that puts a whole site in its place, and the search index."""
