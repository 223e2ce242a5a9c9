"""Tables of criteria become sets: columns, rows, rules in words, and what stands below."""
