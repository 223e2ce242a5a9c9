"""What the columns of a table hold: by their titles, and by what their cells look like."""
