"""One register of documents: what a plan cites, what the office enters, what the program itself has sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.conftest import SAMPLE_TEXT

from danvan_cli.domain.documents import document_number, kind_of_number, known_kind
from danvan_cli.domain.errors import ConflictError, DanvanError, NotFoundError, UsageError
from danvan_cli.domain.words import DocumentRole
from danvan_cli.services import documents, lifecycle, planning, reminders, undoing
from danvan_cli.services.documents import DocumentChange
from danvan_cli.services.letters import Order
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice

NEW = DocumentChange("25/SKHCN-VP", on=date(2023, 3, 2), subject="V/v triển khai", tasks=["II.1-1"])


def listed(book: Any, role: DocumentRole | None = None, **told: Any) -> list[str]:
    return [one.number for one in documents.list_documents(book.on(**told), role)]


def shown(book: Any, words: str) -> Any:
    return documents.show_document(book.on(), words)


def test_what_a_plan_cites_is_in_the_register_from_its_import_on(book: Any) -> None:
    assert ["765/KH-UBND"] == listed(book, DocumentRole.BASIS)
    assert (12, ("II.4-2",)) == (len(listed(book)), shown(book, "01/qđ-ubnd ngày 7/1/2023").document.tasks)
    planning.import_plan(book.on(), planning.read_draft(book.on(), SAMPLE_TEXT))
    assert 12 == len(listed(book)) == book.count("document")


def test_a_document_is_entered_once_and_linked_replaced_taken_out(book: Any) -> None:
    documents.add_document(book.on(), NEW)
    with pytest.raises(ConflictError, match="đã có Công văn số 25/SKHCN-VP"):
        documents.add_document(book.on(), DocumentChange("25 / skhcn-vp", on=date(2023, 3, 2)))
    documents.add_document(book.on(), DocumentChange("30/SKHCN-VP", replaces=["25/SKHCN-VP"]))
    documents.link_document(book.on(), "30/SKHCN-VP", ["II.1-1..2"])
    documents.link_document(book.on(), "30/SKHCN-VP", ["II.1-1"], unlink=True)
    lifecycle.complete(book.on(), Choice("IV-5", ("VP",)), Result(evidence=("25/SKHCN-VP ngày 2/3/2023",)))
    old, new = shown(book, "25/SKHCN-VP"), shown(book, "30/SKHCN-VP")

    assert ("Công văn", "30/SKHCN-VP", ("II.1-1",)) == (old.document.type, old.document.replaced_by, old.document.tasks)
    assert ["IV-5"] == [proof.code for proof in old.proofs]
    assert (("II.1-2",), ("Công văn số 25/SKHCN-VP ngày 02/03/2023",)) == (new.document.tasks, new.replaces)
    with pytest.raises(UsageError, match="không thể thay thế chính nó"):
        documents.edit_document(book.on(), "30/SKHCN-VP", DocumentChange(replaced_by="25/SKHCN-VP"))
    documents.remove_document(book.on(), "30/SKHCN-VP")
    assert (None, ["25/SKHCN-VP"]) == (
        shown(book, "25/SKHCN-VP").document.replaced_by,
        listed(book, DocumentRole.ISSUED),
    )
    undoing.undo(book.on())
    assert "30/SKHCN-VP" == shown(book, "25/SKHCN-VP").document.replaced_by


def test_letters_stand_in_the_register_as_long_as_they_are_not_withdrawn(book: Any) -> None:
    reminders.remind(book.on(), None, Order(document="41/SKHCN-VP", reply_by=date(2023, 10, 30)))
    letters = documents.list_documents(book.on(), DocumentRole.LETTER)

    assert {("41/SKHCN-VP", date(2023, 10, 26), False)} == {(d.number, d.issued_on, d.is_entered) for d in letters}
    assert "IV-4" in letters[0].tasks
    with pytest.raises(ConflictError, match="không sửa được ở sổ văn bản"):
        documents.edit_document(book.on(), "41/SKHCN-VP", DocumentChange(subject="x"))
    with pytest.raises(ConflictError, match="đã có Công văn số 41/SKHCN-VP"):
        documents.add_document(book.on(), DocumentChange("41/SKHCN-VP", on=date(2023, 10, 26)))
    undoing.undo(book.on())
    assert [] == listed(book, DocumentRole.LETTER)


def test_another_day_knows_what_was_issued_by_then(book: Any) -> None:
    documents.add_document(book.on(), NEW)
    documents.add_document(book.on(), DocumentChange("30/SKHCN-VP", on=date(2023, 5, 2), replaces=["25/SKHCN-VP"]))
    past = documents.list_documents(book.on()._replace(as_of=date(2023, 4, 1)), DocumentRole.ISSUED)

    assert [("25/SKHCN-VP", None)] == [(one.number, one.replaced_by) for one in past]


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (DocumentChange("không số"), UsageError, "không có số văn bản"),
        (DocumentChange("1/X", kind="thiệp cưới"), UsageError, "không phải loại văn bản"),
        (DocumentChange("1/BC-X", tasks=["XX-1"]), NotFoundError, "XX-1"),
        (DocumentChange("1/BC-X", role=DocumentRole.LETTER), UsageError, "do chương trình tự ghi"),
        (DocumentChange("1/BC-X", replaces=["404/QĐ"]), NotFoundError, "không có số 404/QĐ"),
    ],
)
def test_what_is_no_document_is_refused_and_nothing_kept(
    book: Any, change: DocumentChange, kind: type[DanvanError], words: str
) -> None:
    with pytest.raises(kind, match=words):
        documents.add_document(book.on(), change)
    assert 12 == book.count("document")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("45/BC-CCTĐC", "Báo cáo"),
        ("25/SKHCN-VP", "Công văn"),
        ("04/2015/NĐ-CP", "Nghị định"),
        ("17-CTr/TU", "Chương trình"),
        ("x", None),
    ],
)
def test_the_kind_stands_in_the_number(number: str, kind: str | None) -> None:
    assert kind == kind_of_number(number)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("cv", "Công văn"), ("QĐ", "Quyết định"), ("ke hoach", "Kế hoạch"), ("TTr", "Tờ trình"), ("bc", "Báo cáo")],
)
def test_a_kind_is_typed_by_name_or_abbreviation(typed: str, kind: str) -> None:
    assert (kind, "15/KH-SKHCN") == (known_kind(typed), document_number(" Số: 15 / KH–SKHCN "))
