"""Data: files for machines, such as the open data, the CSV, the sitemap, and what the browser loads."""
