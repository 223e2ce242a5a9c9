"""Use cases. Each write is one transaction and one journal group; the views only read."""
