"""Every word of the lexicon recognises its example and leaves its counter-example alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from danvan_cli.domain.text import tone_key
from danvan_cli.domain.words import UnitKind
from danvan_cli.intake import lexicon
from danvan_cli.intake.draft.documents import cited_documents
from danvan_cli.intake.lines.fields import fields_of
from danvan_cli.intake.people.mentions import Mention, MentionKind, headed_body, kind_of_name
from danvan_cli.intake.people.name_lists import list_names
from danvan_cli.intake.people.predicates import subject_zone
from danvan_cli.intake.people.unit_kinds import kind_of_unit
from danvan_cli.intake.people.unit_names import UnitNames


def ids(entry: dict[str, Any]) -> str:
    return str(entry.get("word") or entry.get("name") or entry.get("pattern") or entry["words"][0])


def plain(word: str) -> str:
    """Takes the conditions off a word of a list, which only its example can meet."""
    return re.sub(r"\(\?[=!<].*", "", word)


@pytest.fixture
def names() -> UnitNames:
    return UnitNames((), [], None)


@pytest.mark.parametrize("entry", lexicon.entries("body"), ids=ids)
def test_a_body_is_told_from_words_that_begin_alike(entry: dict[str, Any]) -> None:
    own = re.compile(rf"(?:{entry['word']})(?!\w)", re.IGNORECASE)
    pattern = lexicon.body_start_pattern()
    assert own.match(entry["example"])
    assert (True, False) == (bool(pattern.match(entry["example"])), bool(pattern.match(entry["counter"])))


def test_looking_only_at_words_that_can_begin_a_name_finds_every_name() -> None:
    text = "; ".join(
        entry[name].upper() if name == "example" else entry[name]
        for entry in lexicon.entries("body")
        for name in ("example", "counter")
    )
    text = f"{text}; {text.lower()}; {text.title()}"
    everywhere = [found.span() for found in lexicon.body_name_pattern().finditer(text)]
    assert everywhere == [found.span() for found in lexicon.body_names(text)]
    assert len(everywhere) > len(lexicon.entries("body"))


@pytest.mark.parametrize("entry", lexicon.entries("post"), ids=ids)
def test_a_post_is_a_person_and_what_begins_alike_is_not(entry: dict[str, Any], names: UnitNames) -> None:
    assert MentionKind.PERSON == kind_of_name(entry["example"], names, is_field=True)
    assert MentionKind.PERSON != kind_of_name(entry["counter"], names, is_field=True)


@pytest.mark.parametrize("section", ["member", "group"])
def test_words_for_many_are_groups(section: str) -> None:
    for entry in lexicon.entries(section):
        for word in entry["words"]:
            assert lexicon.group_pattern().match(entry["example"].format(plain(word))), word
        assert not lexicon.group_pattern().match(entry["counter"])


@pytest.mark.parametrize("word", [w for e in lexicon.entries("verb") for w in e.get("words", ())])
def test_a_verb_ends_a_name_and_is_a_noun_behind_cac(word: str) -> None:
    entry = next(e for e in lexicon.entries("verb") if "words" in e)
    assert lexicon.verb_pattern().search(entry["example"].format(word))
    assert not lexicon.verb_pattern().match(entry["counter"].format(word), len("các "))


@pytest.mark.parametrize("entry", [e for e in lexicon.entries("verb") if "pattern" in e], ids=ids)
def test_a_verb_with_care_is_left_alone_in_other_words(entry: dict[str, Any]) -> None:
    own = re.compile(rf"(?<!\w)(?:{entry['pattern']})(?!\w)")
    assert (True, False) == (bool(own.search(entry["example"])), bool(own.search(entry["counter"])))


@pytest.mark.parametrize("verb", sorted(lexicon.verbs_in_names()))
def test_a_verb_may_be_part_of_a_name_before_a_colon(verb: str, names: UnitNames) -> None:
    entry = lexicon.entries("verb_in_name")[0]
    example, counter = entry["example"].format(verb), entry["counter"].format(verb)
    assert (example.split(":")[0], ":") == subject_zone(example, names)
    if lexicon.verb_pattern().match(f"{verb}:"):
        assert ("Văn phòng Sở", verb) == subject_zone(counter, names)


@pytest.mark.parametrize("entry", lexicon.entries("document"), ids=ids)
def test_a_kind_of_document_is_told_from_words_that_begin_alike(entry: dict[str, Any]) -> None:
    assert [entry["name"]] == [d.type for d in cited_documents([(entry["example"], False)])]
    assert entry["name"] not in [d.type for d in cited_documents([(entry["counter"], False)])]


@pytest.mark.parametrize("entry", lexicon.entries("field"), ids=ids)
def test_the_words_of_a_field_stand_before_its_colon(entry: dict[str, Any]) -> None:
    assert [entry["name"]] == list(fields_of(entry["example"]))
    assert {} == fields_of(entry["counter"])


@pytest.mark.parametrize(
    "name", sorted(f"{head.capitalize()} {part}" for head, parts in lexicon.usual_parts().items() for part in parts)
)
def test_a_usual_name_is_never_cut(name: str, names: UnitNames) -> None:
    assert [Mention(MentionKind.UNIT, name)] == list_names(name, names)
    assert lexicon.is_usual_part(name.split()[0], name) is False
    assert tone_key(name) in lexicon.usual_names()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Văn phòng Sở", UnitKind.DEPARTMENT),
        ("Chi cục Kiểm lâm", UnitKind.SUBORDINATE),
        ("Chi bộ ấp 3", UnitKind.ORGANISATION),
        ("Hội đồng thi đua", UnitKind.TEAM),
        ("Hội Nông dân", UnitKind.ORGANISATION),
        ("Đội Quản lý thị trường", UnitKind.SUBORDINATE),
        ("Sở Nội vụ", UnitKind.EXTERNAL),
        ("Hoa Sen", UnitKind.EXTERNAL),
    ],
)
def test_the_kind_of_a_new_unit_is_that_of_its_longest_kind_word(name: str, kind: UnitKind) -> None:
    assert kind == kind_of_unit(name)


@pytest.mark.parametrize(
    ("post", "body"),
    [
        ("Chánh Văn phòng Sở", "Văn phòng Sở"),
        ("Phó Chánh Văn phòng Sở", "Văn phòng Sở"),
        ("Trưởng phòng Nội vụ", "Phòng Nội vụ"),
        ("Giám đốc Trung tâm Y tế", "Trung tâm Y tế"),
        ("Đ/c Nguyễn Văn A - Chánh Văn phòng", "Văn phòng"),
        ("Ông Lê Văn C, Trưởng phòng Kinh tế", "Phòng Kinh tế"),
        ("Trưởng Công an xã", "Công an xã"),
        ("Bí thư Đoàn xã", "Đoàn xã"),
        ("Chi cục trưởng Chi cục Kiểm lâm", "Chi cục Kiểm lâm"),
        ("Phó Chủ tịch UBND xã", None),
        ("Hiệu trưởng", None),
        ("Trưởng ban", None),
        ("công chức Văn hóa - Xã hội", None),
        ("Đ/c Nguyễn Văn A", None),
    ],
)
def test_a_post_offers_the_body_that_it_heads(post: str, body: str | None, names: UnitNames) -> None:
    assert body == headed_body(post, names)
