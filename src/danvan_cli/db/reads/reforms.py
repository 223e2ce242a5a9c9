"""Mergers and splits that wait for their day."""

from __future__ import annotations

import json
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.domain.reforms import PlannedReform


def planned_reforms(reader: Reader) -> list[PlannedReform]:
    """Lists those of the agency in the order of their days."""
    rows = reader.execute(
        """SELECT r.id, r.from_on, r.units, r.into_units, r.document, r.given FROM planned_reform r
        WHERE r.agency_id = :agency ORDER BY r.from_on, r.id"""
    )
    return [
        PlannedReform(
            key, date.fromisoformat(str(day)), tuple(json.loads(units)), tuple(json.loads(into)), document,
            json.loads(given),
        )
        for key, day, units, into, document, given in rows
    ]  # fmt: skip
