"""Kinds of records are data: what a description may say, how kinds, fields and values are found by what people type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.record_kinds import RecordKind, find_field, find_kind, read_kind
from danvan_cli.domain.record_values import Value, read_values
from danvan_cli.services.record_kinds import all_kinds, kind_of

NUMBER = {"type": "integer", "over": "sum"}
KIND: dict[str, Any] = {
    "word": "lớp bồi dưỡng", "prefix": "LB", "time": "day", "table": "Lớp",
    "field": [{"key": "a", "word": "học viên", **NUMBER}, {"key": "b", "word": "nữ", **NUMBER}],
}  # fmt: skip


def day(text: str, *, ahead: bool = False) -> date:
    return date.fromisoformat(text)


def test_every_kind_that_ships_hangs_together_and_has_codes_of_its_own() -> None:
    kinds = all_kinds()

    assert [
        "dissemination", "democracy", "documents", "receptions", "petitions", "dossiers", "online-services",
        "payments", "indices", "movements", "models", "dialogues", "opinions", "inspections", "findings", "violations",
    ] == [kind.key for kind in kinds]  # fmt: skip
    assert len(kinds) == len({kind.prefix for kind in kinds})
    # By this title a unit's form knows its table of tasks.
    assert [] == [kind.key for kind in kinds for field in kind.fields if field.word == "nội dung"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"time": "week"}, "'week' is not a valid Time"),
        ({"colour": "red"}, "unexpected keyword"),
        ({"field": [{"key": "a", "word": "x", "type": "integer"}]}, "does not say how it goes over"),
        (
            {"field": [{"key": "a", "word": "x", **NUMBER}, {"key": "a", "word": "y", **NUMBER}]},
            "two fields of one key",
        ),
        ({"field": [{"key": "a", "word": "Nữ", **NUMBER}, {"key": "b", "word": "nu", **NUMBER}]}, "are called nu"),
        ({"field": [{"key": "a", "word": "x", "type": "choice"}]}, "choices and type of a differ"),
        ({"rule": [{"part": "c", "of": "a"}]}, "no number is called c"),
        ({"rate": [{"word": "x", "numerator": ["a"], "denominator": ["c"]}]}, "no number is called c"),
        ({"feeds": {"value": "c"}}, "no number is called c"),
        ({"step": [{"field": "a", "word": "x"}]}, "no day is called a"),
        ({"count": [{"key": "a", "word": "x"}]}, "two fields of one key"),
        ({"count": [{"key": "c", "word": "x", "since": "a"}]}, "no day is called a"),
        ({"count": [{"key": "c", "word": "x", "states": ["overdue"]}]}, "of what is not followed"),
        ({"count": [{"key": "c", "word": "x", "field": "a", "is": "z"}]}, "no choice is called"),
        ({"follow": {"word": "x", "due": "a", "content": "b", "done": "y"}}, "no day is called a"),
        ({"report": {"sentence": "Có {c}"}}, "nothing is called c"),
        ({"field": [{"key": "a", "word": "x", "type": "integer", "over": "total"}]}, "no rule makes the total a"),
    ],
)
def test_a_description_that_contradicts_itself_is_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_kind("classes", KIND | change)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("receptions", "receptions"), ("Tiếp công dân", "receptions"), ("tiep dan", "receptions"),
        ("online-services", "online-services"), ("DVCTT", "online-services"), ("II.06a", "dossiers"),
    ],
)  # fmt: skip
def test_a_kind_is_found_by_its_key_or_a_name(words: str, key: str) -> None:
    assert key == kind_of(words).key


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("settled_in_time", "settled_in_time"), ("settled-in-time", "settled_in_time"), ("đúng hạn", "settled_in_time"),
        ("GIAI QUYET TRUOC HAN", "settled_early"), ("10", "settled_late"), ("(3)", "received"),
    ],
)  # fmt: skip
def test_a_field_is_found_by_its_key_its_words_or_its_column_in_the_form(words: str, key: str) -> None:
    assert key == find_field(kind_of("dossiers"), words).key


def test_what_is_unknown_is_answered_with_the_nearest_known() -> None:
    with pytest.raises(UsageError, match="“tiếp cong dâm”") as kind:
        find_kind(all_kinds(), "tiếp cong dâm")
    with pytest.raises(UsageError, match="không có mục “lượtt”") as field:
        find_field(kind_of("receptions"), "lượtt")

    assert kind.value.hint.startswith("Có phải “tiếp công dân”? Các loại: dissemination (quán triệt, phổ biến), ")
    assert field.value.hint.startswith("Có phải “lượt”? Các mục: nơi tiếp (received_by), lượt (visits), ")


@pytest.mark.parametrize(
    ("kind", "typed", "field", "value"),
    [
        ("receptions", "lượt=1.200", "visits", Decimal(1200)),
        ("receptions", "lượt= 0 ", "visits", Decimal(0)),
        ("receptions", "lượt=", "visits", None),
        ("receptions", "nơi tiếp=LANH DAO", "received_by", "leader"),
        ("receptions", "nơi tiếp=body", "received_by", "body"),
        ("payments", "số tiền=1.234,5 đồng", "amount", Decimal("1234.5")),
        ("indices", "giá trị=96,6%", "value", Decimal("96.6")),
        ("petitions", "số hồ sơ=12/HSKN, 15/HSTC", "file_numbers", "12/HSKN, 15/HSTC"),
        ("dissemination", "văn bản= Chỉ thị\u00a033 ", "document", "Chỉ thị 33"),
    ],
)
def test_a_value_is_read_as_its_field_has_it_and_empty_is_not_nought(
    kind: str, typed: str, field: str, value: Value | None
) -> None:
    assert {field: value} == read_values(kind_of(kind), [typed], day)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("receptions", ["lượt"], "“lượt” không có dấu “=”."),
        ("receptions", ["lượt=1", "visits=2"], "Mục “lượt” được ghi hai lần."),
        ("receptions", ["lượt=-3"], "Lượt là -3; số liệu không được âm."),
        ("receptions", ["lượt=1,5"], "Lượt là 1,5; mục này là số nguyên."),
        ("receptions", ["lượt=mười"], "Lượt: không đọc được số “mười”."),
        ("receptions", ["nơi tiếp=ai đó"], "Nơi tiếp: “ai đó” không nằm trong các giá trị."),
        ("indices", ["giá trị=101"], "Giá trị là 101, quá 100."),
        ("petitions", ["số hồ sơ=đơn của ông A"], "Số hồ sơ: “đơn của ông A” không đúng dạng."),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_fields_word(kind: str, typed: list[str], said: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_values(kind_of(kind), typed, day)

    assert said == refused.value.message


def test_a_body_is_known_by_its_initials_and_one_of_a_place_is_asked_about() -> None:
    kind = kind_of("opinions")
    with pytest.raises(UsageError) as refused:
        read_values(kind, ["từ=MTTQ tỉnh"], day)

    assert {"from": "front"} == read_values(kind, ["từ=MTTQ"], day)
    assert "Có phải “Mặt trận Tổ quốc”?" in (refused.value.hint or "")


def test_a_field_of_days_is_read_as_days_are() -> None:
    kind: RecordKind = read_kind("x", KIND | {"field": [{"key": "d", "word": "ngày cấp", "type": "date"}]})

    assert {"d": date(2023, 10, 25)} == read_values(kind, ["ngày cấp=2023-10-25"], day)
