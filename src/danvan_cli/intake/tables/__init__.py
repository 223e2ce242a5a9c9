"""Tables of tasks, in a plan or in a spreadsheet: titles, rows, states, and a register as a whole."""
