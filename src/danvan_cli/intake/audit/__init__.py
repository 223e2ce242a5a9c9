"""What readers left over in the lines of a source: each is asked about, or only describes."""
