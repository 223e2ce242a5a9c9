"""Pure rules of the field: standard library and relativedelta only, no input or output."""
