"""Proofs on the screen and in JSON: lists, one whole, what is missing, what a check found."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_cli.domain.dates import short
from danvan_cli.domain.model import Proof
from danvan_cli.domain.proofs import Faulty, ProofDetail, Unproved
from danvan_cli.output import labels
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Alarm, Cell, Column, Period, Report, Table, number, without_empty

_KIND = {"document": "văn bản", "link": "liên kết", "file": "tệp", "statement": "lời"}
_THING = {"task": "nhiệm vụ", "target": "chỉ tiêu", "record": "phiếu"}


def proof_data(proof: Proof) -> Data:
    """Holds a proof; ``kept`` says whether the file's bytes stand beside the data."""
    from danvan_cli.output.contract import fields  # a screen needs no JSON

    told = fields(proof)
    told.pop("key")
    told["kept"] = told.pop("is_kept")
    told["code"] = proof.code or None
    return told


def list_data(proofs: Sequence[Proof], total: int) -> Data:
    """Holds a list of proofs, of which there are ``total``."""
    from danvan_cli.output.contract import listed  # a screen needs no JSON

    return listed("evidence", [proof_data(proof) for proof in proofs], total)


def proof_table(proofs: Sequence[Proof], *, with_codes: bool = False) -> Table:
    """Lists proofs by the numbers that they are named by, with what was found of them."""
    columns = (
        *((Column("Mã"),) if with_codes else ()), number("Số"), Column("Đơn vị"), Column("Kỳ, ngày"),
        Column("Minh chứng", wide=True), Column("Ngày văn bản"), Column("Xác nhận", wide=True),
        Column("Không còn tính từ"),
    )  # fmt: skip
    rows = tuple(
        (
            *((proof.code,) if with_codes else ()), proof.number, proof.unit or labels.UNASSIGNED,
            Period.of(proof.period or ""), _words(proof), proof.issued_on, verdict_words(proof), proof.rejected_on,
        )
        for proof in proofs
    )  # fmt: skip
    return without_empty(Table("Minh chứng", columns, rows, empty="Chưa có minh chứng."))


def _words(proof: Proof) -> str:
    if proof.kind != "file":
        return proof.text
    size = f", {size_words(proof.size)}" if proof.size is not None else ""
    return f"{proof.text} (tệp{size}{'' if proof.is_kept else ', chỉ giữ mã băm'})"


def size_words(size: int) -> str:
    """Writes a size as people read it: "850 byte", "1,2 MB"."""
    for unit, most in (("byte", 1000), ("KB", 1_000_000), ("MB", 1_000_000_000)):
        if size < most:
            value = f"{size}" if unit == "byte" else f"{size / (most // 1000):.1f}"
            return f"{value.replace('.', ',').removesuffix(',0')} {unit}"
    return f"{size / 1_000_000_000:.1f} GB".replace(".", ",")


def verdict_words(proof: Proof) -> Cell:
    """Says what another person found of a proof; an invalid one stands out."""
    if proof.verdict is None:
        return None
    when = f" {short(proof.verdict_on)}" if proof.verdict_on else ""
    why = f": {proof.verdict_reason}" if proof.verdict_reason else ""
    words = f"{labels.VERDICT.get(proof.verdict, proof.verdict)} ({proof.verdict_by}{when}){why}"
    return words if proof.verdict == "valid" else Alarm(words)


def proof_list(code: str | None, proofs: Sequence[Proof]) -> Report:
    """Lists the proofs of one thing, or of all of a plan with the code of each."""
    table = proof_table(proofs, with_codes=code is None)._replace(title="")
    return Report(f"Minh chứng của {code}" if code else "", (), (table,))


def proof_sheet(detail: ProofDetail) -> Report:
    """Shows one proof whole."""
    proof, document = detail.proof, detail.document
    whole: tuple[tuple[str, Cell], ...] = (
        ("Minh chứng", proof.text),
        ("Loại", _KIND.get(proof.kind, proof.kind)),
        ("Đơn vị", proof.unit),
        ("Kỳ, ngày", Period.of(proof.period or "")),
        ("Số văn bản", proof.document),
        ("Ngày văn bản", proof.issued_on),
        ("Nơi nhận", proof.receiver),
        ("Trong sổ văn bản", document.name if document else None),
        ("Đã thay bằng", document.replaced_by if document else None),
        ("Mã băm SHA-256", proof.sha256),
        ("Cỡ", size_words(proof.size) if proof.size is not None else None),
        ("Tệp được giữ", detail.file.label if detail.file else None),
        ("Xác nhận", verdict_words(proof)),
        ("Không còn tính từ", proof.rejected_on),
        ("Người nhập", ", ".join(detail.entered_by)),
    )
    known = tuple(pair for pair in whole if pair[1] not in (None, ""))
    table = Table("", (Column("Mục"), Column("Nội dung", wide=True)), known, is_facts=True)
    return Report(f"{proof.code}, minh chứng {proof.number}", (), (table,))


def missing_report(rows: Sequence[Unproved], unexplained: int) -> Report:
    """Lists what is done without proof, the unexplained first said in a number."""
    columns = (
        Column("Mã"), Column("Loại"), Column("Đơn vị"), Column("Kỳ, ngày"), Column("Vì sao không có", wide=True),
        Column("Nội dung", wide=True, brief=True),
    )  # fmt: skip
    told = tuple(
        (
            row.code, _THING[row.thing], row.unit, Period.of(row.period or ""),
            row.reason or Alarm("minh chứng cũ không còn tính" if row.was_rejected else "chưa ghi"), row.content,
        )
        for row in rows
    )  # fmt: skip
    table = Table("", columns, told, empty="Mọi việc đã xong, số liệu đã báo đều có minh chứng.")
    answer = f"{len(rows)} kết quả chưa có minh chứng, {unexplained} chưa ghi lý do." if rows else ""
    return Report("", (answer,) if answer else (), (without_empty(table) if rows else table,))


def check_report(found: Sequence[Faulty]) -> Report:
    """Lists what a check found, the same kinds together."""
    columns = (
        Column("Loại"), Column("Mã"), number("Số"), Column("Minh chứng", wide=True), Column("Thấy gì", wide=True),
        Column("Cách xử lý", wide=True),
    )  # fmt: skip
    rows = tuple((one.fault.label, one.code, one.number, one.text, one.what, one.todo) for one in found)
    return Report("", (), (Table("", columns, rows, empty="Mọi minh chứng đều ổn và đã được xác nhận."),))
