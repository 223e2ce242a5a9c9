"""What a report says of kinds of records, as sentences by name, and a kind with an office's own in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from danvan_cli.domain.record_kinds import NAMED, RecordKind, Telling


def sentences_of(kinds: Iterable[RecordKind]) -> dict[str, str]:
    """Names every text that a report says of the kinds: "dossiers.title", "dossiers.sentence", "dossiers.part_open"."""
    return {f"{kind.key}.{name}": text for kind in kinds for name, text in _texts(kind)}


def _texts(kind: RecordKind) -> Iterator[tuple[str, str]]:
    """Gives the texts of a kind; a part, what follows and a line are called by the first field that they name."""
    telling = kind.told or Telling()
    yield "title", kind.table
    if telling.sentence:
        yield "sentence", telling.sentence
    for name, texts in (("part", telling.parts), ("also", telling.also), ("line", telling.lines)):
        yield from ((f"{name}_{NAMED.findall(text)[0]}", text) for text in texts)


def reworded(kind: RecordKind, texts: Mapping[str, str]) -> RecordKind:
    """Puts an office's texts in the place of a kind's own; the program ends a sentence, so a point there goes."""
    said = {name: texts.get(f"{kind.key}.{name}", own).strip(" .;,:") for name, own in _texts(kind)}
    if kind.told is None:
        return kind._replace(table=said["title"])
    parts, also, lines = (
        tuple(text for name, text in said.items() if name.startswith(of)) for of in ("part_", "also_", "line_")
    )
    told = kind.told._replace(sentence=said.get("sentence", ""), parts=parts, also=also, lines=lines)
    return kind._replace(table=said["title"], told=told)
