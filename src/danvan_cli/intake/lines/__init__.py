"""Lines of text: joined where they were broken, told apart by what they are, put into a tree."""
