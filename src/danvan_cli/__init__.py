"""danvan: follows a Vietnamese state agency's yearly plan, from the plan file to the report."""

__version__ = "0.1.0"
