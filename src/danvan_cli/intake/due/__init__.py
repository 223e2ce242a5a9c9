"""When: days, periods and rhythms that a text gives as deadlines."""
