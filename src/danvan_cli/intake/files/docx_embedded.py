"""Whole files that stand inside a Word file (altChunk), as mail merges and web systems make them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from danvan_cli.domain.draft import Line
from danvan_cli.domain.errors import FileRefusedError

_MAX_DEPTH = 3
_MAIL = (b"MIME-Version", b"From:", b"Content-Type:")


class EmbeddedFiles:
    """Reads the files inside one Word file; what cannot be read is told."""

    def __init__(self, name: str, files: Mapping[str, bytes], depth: int) -> None:
        """Takes the files by the id of their relation; ``depth`` is how deep the Word file itself stands in others."""
        self.warnings: list[str] = []
        self._name = name
        self._files = files
        self._depth = depth
        self._count = 0

    def read(self, relation: str, where: str) -> list[Line]:
        """Reads one file's lines; ``where`` is its place in the Word file."""
        self._count += 1
        try:
            lines, warnings = self._lines(self._files[relation])
        except (KeyError, FileRefusedError):
            self.warnings.append(f"{where[:1].upper()}{where[1:]}: không đọc được phần nhúng {self._count} (altChunk).")
            return []
        self.warnings += [f"Phần nhúng {self._count}: {warning}" for warning in warnings]
        return [replace(line, where=f"phần nhúng {self._count}, {line.where}") for line in lines]

    def _lines(self, data: bytes) -> tuple[list[Line], list[str]]:
        from danvan_cli.intake.files.docx import read_docx
        from danvan_cli.intake.files.html import is_html, read_html
        from danvan_cli.intake.files.text import read_text

        if data.startswith(b"PK") and self._depth < _MAX_DEPTH:
            return read_docx(self._name, data, self._depth + 1)
        if data.lstrip()[:40].startswith(_MAIL):
            data = _page_of_mail(data)
        if is_html(data):
            return read_html(self._name, data)
        if data.startswith((b"PK", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
            raise FileRefusedError(f"Tệp “{self._name}” có phần nhúng chưa đọc được.", "")
        return read_text(self._name, data)


def _page_of_mail(data: bytes) -> bytes:
    """Takes the page out of a web archive (.mht)."""
    import email

    pages = (part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html")
    found = next(pages, None)
    content = found.get_payload(decode=True) if found is not None else None
    return content if isinstance(content, bytes) else b""
