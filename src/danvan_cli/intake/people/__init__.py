"""Who: the names of bodies, posts and groups, and what each has to do."""
