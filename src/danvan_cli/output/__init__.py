"""Results out: every format that a result can take. Nothing here asks the database."""
