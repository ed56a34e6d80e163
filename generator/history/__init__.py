"""History: past versions from Git, what changed, for readers and for reviewers."""
