"""All texts that can be searched, streamed: none is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import NOT_REMOVED, PLAN_KEY
from danvan_cli.domain.model import TASK_TEXTS
from danvan_cli.domain.records import RECORDS
from danvan_cli.domain.searching import Passage
from danvan_cli.domain.words import Thing

_TASK_FIELDS = ("content", *TASK_TEXTS)
_TASKS = f"""
SELECT t.code, NULL, {", ".join(f"t.{name}" for name in _TASK_FIELDS)} FROM task t
WHERE t.plan_id = {PLAN_KEY} AND t.removed_at IS NULL ORDER BY t.position"""
_RESULTS = f"""
SELECT t.code, u.code, d.result FROM deadline d JOIN task t ON t.id = d.task_id LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.plan_id = {PLAN_KEY} AND d.result IS NOT NULL AND {NOT_REMOVED} ORDER BY t.position, d.id"""
_REPORTS = f"""
SELECT t.code, u.code, a.result FROM task t JOIN assignment a ON a.task_id = t.id JOIN unit u ON u.id = a.unit_id
WHERE t.plan_id = {PLAN_KEY} AND a.result IS NOT NULL AND t.removed_at IS NULL ORDER BY t.position, a.id"""
_TARGETS = f"""
SELECT g.code, NULL, g.statement FROM target g
WHERE g.plan_id = {PLAN_KEY} AND g.removed_at IS NULL ORDER BY g.position"""
_NOTES = f"""
SELECT t.code, u.code, n.text FROM note n LEFT JOIN task t ON t.id = n.task_id LEFT JOIN unit u ON u.id = n.unit_id
WHERE n.plan_id = {PLAN_KEY} OR t.plan_id = {PLAN_KEY} AND t.removed_at IS NULL ORDER BY n.id"""
_PROOFS = f"""
SELECT t.code, u.code, e.text FROM evidence e JOIN deadline d ON d.id = e.deadline_id JOIN task t ON t.id = d.task_id
LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.plan_id = {PLAN_KEY} AND e.rejected_on IS NULL AND t.removed_at IS NULL ORDER BY e.id"""
_PROOFS_OF_FIGURES = f"""
SELECT g.code, u.code, e.text FROM evidence e JOIN measurement m ON m.id = e.measurement_id
JOIN target g ON g.id = m.target_id LEFT JOIN unit u ON u.id = m.unit_id
WHERE g.plan_id = {PLAN_KEY} AND e.rejected_on IS NULL AND g.removed_at IS NULL ORDER BY e.id"""
_DOCUMENTS = f"""
SELECT d.number, NULL, TRIM(COALESCE(d.type, '') || ' ' || d.number || ' ' || COALESCE(d.subject, '') || ' '
    || COALESCE(d.issuer, ''))
FROM plan_document pd JOIN document d ON d.id = pd.document_id WHERE pd.plan_id = {PLAN_KEY} ORDER BY pd.id"""
_UNITS = """
SELECT u.code, NULL, u.name FROM unit u WHERE u.agency_id = :agency ORDER BY u.id"""
_ALIASES = """
SELECT u.code, NULL, a.alias FROM unit_alias a JOIN unit u ON u.id = a.unit_id WHERE u.agency_id = :agency
ORDER BY a.id"""
# Each query with the kind of its things, and what the columns behind code and unit are called.
_OF_PLAN = (
    (Thing.TASK, _TASKS, tuple(RECORDS["task"].fields[name] for name in _TASK_FIELDS)),
    (Thing.TASK, _RESULTS, ("kết quả",)),
    (Thing.TASK, _REPORTS, ("kết quả phối hợp",)),
    (Thing.TARGET, _TARGETS, ("",)),
    (Thing.NOTE, _NOTES, ("",)),
    (Thing.EVIDENCE, _PROOFS, ("",)),
    (Thing.EVIDENCE, _PROOFS_OF_FIGURES, ("",)),
    (Thing.DOCUMENT, _DOCUMENTS, ("",)),
)


def passages(reader: Reader, plans: tuple[str, ...]) -> Iterator[Passage]:
    """Goes through all texts of the plans, each in its own order, then the names of the units."""
    for kind, query, fields in _OF_PLAN:
        for plan in plans:
            for code, unit, *texts in reader.stream(query, {"plan": plan}):
                for place, (field, text) in enumerate(zip(fields, texts, strict=True)):
                    # A short title made of the text's own words would be found a second time.
                    if text and not (place and _says_no_more(text, texts[0])):
                        yield Passage(kind, plan, code, unit, field, text)
    for query, field in ((_UNITS, "tên"), (_ALIASES, "tên khác")):
        for code, unit, text in reader.stream(query):
            yield Passage(Thing.UNIT, None, code, unit, field, text)


def _says_no_more(text: str, than: str) -> bool:
    words, known = (set(re.findall(r"\w+", one.casefold())) for one in (text, than))
    return words <= known
