"""Which unit is the office of the agency: it writes the letters and the agency's own reports."""

from collections.abc import Iterable

from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.model import Unit
from danvan_cli.domain.settings import Settings
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import OWN_KINDS


def office_of(units: Iterable[Unit], chosen: Settings) -> Unit | None:
    """Finds the unit that was set as the office, else the agency's only one named "Văn phòng …"; None where unclear.

    NotFoundError where the one that was set is no unit any more.
    """
    known = list(units)
    if chosen.letter_office:
        return find_unit(known, chosen.letter_office)
    found = [unit for unit in known if unit.kind in OWN_KINDS and fold(unit.name).startswith("van phong")]
    return found[0] if len(found) == 1 else None
