from __future__ import annotations

import pytest
from tests.mutation.__main__ import ROOT, Mutation, listed


@pytest.mark.parametrize("mutation", listed(), ids=lambda mutation: mutation.file)
def test_what_an_entry_changes_stands_once_in_its_file_and_its_tests_are_there(mutation: Mutation) -> None:
    text = (ROOT / mutation.path).read_text(encoding="utf-8")
    paths = [words.partition("::")[0] for words in mutation.tests if words.startswith("tests/")]

    assert 1 == text.count(mutation.old)
    assert mutation.old != mutation.new
    assert paths
    assert [] == [path for path in paths if not (ROOT / path).exists()]
