"""Build: the flow on one page, the processes that share its work, the ledger of what was made from what, and the server."""
