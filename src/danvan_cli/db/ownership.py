"""Which agency a row belongs to, as SQL, derived from the parents that the table's descriptor names."""

from __future__ import annotations

from danvan_cli.domain.records import RECORDS, table_of


def owned_in(table: str, schema: str = "") -> str:
    """Writes the condition under which a row of a table is the agency's (``:agency``).

    With a schema, what the row hangs on is looked for in that one.
    """
    conditions = _conditions(table, schema)
    # Several parents, each by its own index: with OR between them a server would go through the whole table.
    return conditions[0] if len(conditions) == 1 else f"id IN ({_keys(table, schema)})"


def _conditions(table: str, schema: str) -> list[str]:
    own = "id = :agency" if table == "agency" else "agency_id = :agency"
    return [f"{column} IN ({_keys(table_of(column), schema)})" for column in RECORDS[table].parents] or [own]


def _keys(table: str, schema: str) -> str:
    source = f"{schema}.{table}" if schema else table
    return " UNION ALL ".join(f"SELECT id FROM {source} WHERE {one}" for one in _conditions(table, schema))
