"""Proofs are confirmed by another person, missing ones are told, and a check says what to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from danvan_cli.domain.errors import ConflictError, DanvanError, NotFoundError, UsageError
from danvan_cli.domain.words import EvidenceFault, Thing, Verdict
from danvan_cli.services import (
    confirming,
    correcting,
    documents,
    finding,
    lifecycle,
    people,
    proving,
    record_following,
    recording,
    targets,
    undoing,
    views,
)
from danvan_cli.services.confirming import Finding, NewProof
from danvan_cli.services.documents import DocumentChange
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.record_input import RecordInput
from danvan_cli.services.steps import Choice

VP, LATER = Choice("IV-5", ("VP",)), date(2023, 11, 6)
GOOD, BAD = Finding(Verdict.VALID, by="Trần Bình"), Finding(Verdict.INVALID, "thiếu chữ ký", "Trần Bình")


def found(book: Any, code: str = "IV-5", day: date = LATER) -> list[Any]:
    return list(proving.list_proofs(book.on(LATER)._replace(as_of=day), code).proofs)


def in_force(book: Any, day: date = LATER) -> list[str]:
    row = views.show_task(book.on(LATER)._replace(as_of=day), "IV-5").task.deadlines[0]
    return sorted(row.evidence)


def judge(book: Any, number: int | None, finding: Finding, day: date = LATER) -> Any:
    """Confirms as another person does: on a server one of another login, whom the test's owner cannot be."""
    if book.database.url is not None:
        pytest.skip("one login enters and confirms here")
    return confirming.confirm_proofs(book.on(day), "IV-5", number, finding)


@pytest.fixture
def proved(book: Any) -> Any:
    """IV-5 of VP, done on 26/10 by two papers."""
    lifecycle.complete(book.on(), VP, Result(evidence=("12/BC-VP ngày 20/10/2023 gửi Sở Nội vụ", "ảnh chụp")))
    return book


def test_a_paper_tells_its_number_day_and_receiver(proved: Any) -> None:
    assert [
        ("document", "12/BC-VP", date(2023, 10, 20), "Sở Nội vụ"),
        ("statement", None, None, None),
    ] == [(p.kind, p.document, p.issued_on, p.receiver) for p in found(proved)]


def test_what_is_found_invalid_counts_no_more_from_its_day_on(proved: Any) -> None:
    judge(proved, 1, BAD)
    judge(proved, 2, GOOD)
    told = [(p.verdict, p.verdict_by, p.verdict_reason, p.rejected_on) for p in found(proved)]

    assert [("invalid", "Trần Bình", "thiếu chữ ký", LATER), ("valid", "Trần Bình", None, None)] == told
    assert (["12/BC-VP ngày 20/10/2023 gửi Sở Nội vụ", "ảnh chụp"], ["ảnh chụp"]) == (
        in_force(proved, date(2023, 10, 26)),
        in_force(proved),
    )
    undoing.undo(proved.on(LATER))
    undoing.undo(proved.on(LATER))
    assert [None, None] == [p.verdict for p in found(proved)]
    undoing.redo(proved.on(LATER))
    assert ["invalid", None] == [p.verdict for p in found(proved)]
    judge(proved, 1, GOOD)
    assert [("valid", None), (None, None)] == [(p.verdict, p.rejected_on) for p in found(proved)]


def test_whoever_entered_a_proof_does_not_confirm_it(proved: Any) -> None:
    with pytest.raises(ConflictError, match="nhập; người khác mới xác nhận được"):
        confirming.confirm_proofs(proved.on(LATER), "IV-5", None, Finding(Verdict.VALID))


def test_another_proof_in_its_place_is_not_judged_yet(proved: Any) -> None:
    judge(proved, 1, BAD)
    correcting.replace_evidence(proved.on(LATER), "IV-5", 1, "13/BC-VP")
    assert [(None, None), (None, None)] == [(p.verdict, p.rejected_on) for p in found(proved)]


@pytest.mark.parametrize(
    ("number", "finding", "kind", "words"),
    [
        (1, Finding(Verdict.INVALID, "  ", "Trần Bình"), UsageError, "phải có lý do"),
        (3, GOOD, NotFoundError, "không có minh chứng 3"),
        (1, GOOD._replace(on=date(2023, 10, 25)), ConflictError, "trước ngày ghi minh chứng"),
        (1, GOOD._replace(on=date(2024, 1, 1)), UsageError, "chưa tới"),
    ],
)
def test_a_confirmation_that_cannot_be_is_refused(
    proved: Any, number: int, finding: Finding, kind: type[DanvanError], words: str
) -> None:
    with pytest.raises(kind, match=words):
        judge(proved, number, finding)


@pytest.mark.a_file
def test_who_confirms_for_another_is_one_of_the_officers_where_there_are_any(proved: Any) -> None:
    people.add_officer(proved.on(LATER), people.OfficerChange("Trần Văn Bình"))
    judge(proved, 1, GOOD._replace(by="bình"))
    assert "Trần Văn Bình" == found(proved)[0].verdict_by
    with pytest.raises(NotFoundError, match="Không có cán bộ"):
        judge(proved, 2, GOOD._replace(by="Người lạ"))


def test_a_proof_is_added_to_the_part_that_still_has_none(book: Any) -> None:
    with pytest.raises(ConflictError, match="IV-4 có 2 phần việc"):
        confirming.add_proof(book.on(), "IV-4", NewProof("47/BC"))
    targets.record_measurement(book.on(), "CT1", targets.Figure("4/9", "VP"))
    lifecycle.complete(book.on(), Choice("IV-4", ("CCTĐC",)), Result(no_evidence="gửi sau"))
    for code, text in (("iv-4", "45/BC-CCTĐC"), ("CT1", "46/BC")):
        confirming.add_proof(book.on(), code, NewProof(text, date(2023, 10, 25), "Sở"))
    again = confirming.add_proof(book.on(), "CT1", NewProof("46/BC ngày 25/10/2023 gửi Sở"))

    assert "Không có gì thay đổi; dữ liệu đã như vậy." == again.headline
    assert [("CCTĐC", "45/BC-CCTĐC ngày 25/10/2023 gửi Sở")] == [(p.unit, p.text) for p in found(book, "IV-4")]
    assert [("VP", "46/BC ngày 25/10/2023 gửi Sở")] == [(p.unit, p.text) for p in found(book, "CT1")]


def test_what_is_done_without_proof_is_told_with_its_reason(book: Any) -> None:
    lifecycle.complete(book.on(), VP, Result(no_evidence="báo cáo miệng"))
    targets.record_measurement(book.on(), "CT1", targets.Figure("3/9", "VP", date(2023, 6, 30)))
    targets.record_measurement(book.on(), "CT1", targets.Figure("4/9", "VP"))
    told = proving.missing(book.on())

    assert [("task", "IV-5", "báo cáo miệng"), ("target", "CT1", None)] == [
        (r.thing, r.code, r.reason) for r in told.rows
    ]
    assert 1 == told.unexplained
    assert () == proving.missing(book.on(), "TTr").rows


def test_a_check_tells_what_to_look_at(book: Any) -> None:
    for number, day in (("25/SKHCN-VP", date(2023, 3, 2)), ("27/SKHCN-VP", date(2023, 3, 3))):
        documents.add_document(book.on(), DocumentChange(number, on=day))
    documents.add_document(book.on(), DocumentChange("30/SKHCN-VP", on=date(2023, 5, 2), replaces=["25/SKHCN-VP"]))
    proofs = ("25/SKHCN-VP", "27/SKHCN-VP ngày 4/3/2023", "99/BC-VP", "https://skhcn .vn", "http://skhcn.vn/a")
    lifecycle.complete(book.on(), VP, Result(evidence=proofs))
    _, faults = proving.check(book.on())

    assert [
        (EvidenceFault.LINK, 4),
        (EvidenceFault.REPLACED, 1),
        (EvidenceFault.REPLACED, None),
        (EvidenceFault.OTHER_DAY, 2),
        (EvidenceFault.UNREGISTERED, 3),
        *((EvidenceFault.UNCONFIRMED, number) for number in range(1, 6)),
    ] == [(fault.fault, fault.number) for fault in faults]
    assert 1 == len(proving.check(book.on(), EvidenceFault.LINK)[1])


def closed(book: Any, result: Result) -> Any:
    """KT-1 with its demand KN-1, which VP met on 14/7."""
    june = book.on(date(2023, 6, 20))
    values = ("đoàn=Tổ Kiểm tra", "nội dung=giờ giấc", "đơn vị được kiểm tra=VP")
    recording.add_record(june, "inspection", RecordInput(values, evidence=["12/KL-TKT"]))
    demand = ("tồn tại=thiếu sổ", "yêu cầu=lập sổ", "thời hạn=15/7")
    recording.add_record(june, "finding", RecordInput(demand, "VP", of="KT-1"))
    record_following.close_record(book.on(date(2023, 7, 14)), "KN-1", replace(result, on=date(2023, 7, 14)))
    return book


def test_what_closed_a_demand_is_a_proof_like_any_other(book: Any) -> None:
    closed(book, Result(words="đã có sổ mới", evidence=("45/BC-VP",)))
    listed = [(p.code, p.number, p.unit, p.text) for p in proving.list_proofs(book.on()).proofs]
    _, faults = proving.check(book.on(), EvidenceFault.UNREGISTERED)

    assert [("KN-1", 1, "VP", "45/BC-VP"), ("KT-1", 1, None, "12/KL-TKT")] == listed
    assert ["KN-1", "KT-1"] == [fault.code for fault in faults]
    correcting.replace_evidence(book.on(), "KN-1", 1, "46/BC-VP")
    assert ["46/BC-VP"] == [proof.text for proof in found(book, "KN-1")]
    with pytest.raises(ConflictError) as refused:
        correcting.remove_evidence(book.on(), "KN-1", 1)
    assert "danvan record reopen" in str(refused.value.hint)


def test_a_demand_closed_without_proof_is_told_until_one_is_added(book: Any) -> None:
    closed(book, Result(no_evidence="xem tại chỗ"))
    told = [(r.thing, r.code, r.unit, r.reason) for r in proving.missing(book.on()).rows]
    confirming.add_proof(book.on(), "KN-1", NewProof("45/BC-VP"))

    assert [("record", "KN-1", "VP", "xem tại chỗ")] == told
    assert () == proving.missing(book.on()).rows


@pytest.mark.parametrize("words", ["thiếu sổ", "sổ mới", "45/BC-VP"])
def test_a_demand_is_found_by_what_was_found_what_came_of_it_and_what_proves_it(book: Any, words: str) -> None:
    closed(book, Result(words="đã có sổ mới", evidence=("45/BC-VP",)))

    assert ["KN-1"] == [hit.code for hit in finding.search_texts(book.on(), words, 5).hits[Thing.RECORD]]


def test_a_proof_of_an_opinion_keeps_no_name_however_it_is_given(book: Any) -> None:
    recording.add_record(book.on(), "ý kiến", RecordInput(["từ=người dân", "nội dung=mức thu"], "VP"))
    record_following.close_record(book.on(), "YK-1", Result(evidence=("45/BC-VP",)))

    with pytest.raises(UsageError, match="chỉ gồm số và ngày"):
        confirming.add_proof(book.on(), "YK-1", NewProof("thư gửi bà Nguyễn Thị A"))
    with pytest.raises(UsageError, match="chỉ gồm số và ngày"):
        correcting.replace_evidence(book.on(), "YK-1", 1, "thư gửi bà Nguyễn Thị A")
