"""The register of documents on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_cli.domain.documents import DocumentDetail, Registered
from danvan_cli.output import labels
from danvan_cli.output.proofs import proof_table
from danvan_cli.output.tables import Cell, Column, Report, Table, without_empty


def register_list(found: Sequence[Registered]) -> Report:
    """Lists documents, oldest first."""
    columns = (
        Column("Loại"), Column("Số, ký hiệu"), Column("Ngày"), Column("Cơ quan ban hành", wide=True),
        Column("Trích yếu", wide=True), Column("Nơi nhận", wide=True), Column("Vai trò"), Column("Nhiệm vụ", wide=True),
        Column("Thay bằng"),
    )  # fmt: skip
    rows = tuple(
        (
            one.type, one.number, one.issued_on, one.issuer, one.subject, "; ".join(one.recipients) or None,
            labels.RELATION.get(one.relation, one.relation), ", ".join(one.tasks), one.replaced_by,
        )
        for one in found
    )  # fmt: skip
    empty = Table("", columns, rows, empty="Sổ văn bản chưa có gì như vậy; thêm bằng danvan doc add.")
    return Report("", (), (without_empty(empty) if rows else empty,))


def document_sheet(detail: DocumentDetail) -> Report:
    """Shows one document whole."""
    one = detail.document
    pairs: list[tuple[str, Cell]] = [
        ("Loại", one.type),
        ("Số, ký hiệu", one.number),
        ("Ngày ban hành", one.issued_on),
        ("Cơ quan ban hành", one.issuer),
        ("Trích yếu", one.subject),
        ("Nơi nhận", "; ".join(one.recipients)),
        ("Đã thay bằng", one.replaced_by),
        ("Thay thế", "; ".join(detail.replaces)),
    ]
    for place in detail.places:
        role = labels.RELATION.get(place.relation, place.relation or "") or "nêu trong nhiệm vụ"
        tasks = f"; nhiệm vụ {', '.join(place.tasks)}" if place.tasks else ""
        pairs.append((f"Ở kế hoạch {place.plan}", f"{role}{tasks}"))
    known = tuple(pair for pair in pairs if pair[1] not in (None, ""))
    tables = [Table("", (Column("Mục"), Column("Nội dung", wide=True)), known, is_facts=True)]
    if detail.proofs:
        tables.append(proof_table(detail.proofs, with_codes=True)._replace(title="Là minh chứng của"))
    return Report(one.name, (), tuple(tables))
