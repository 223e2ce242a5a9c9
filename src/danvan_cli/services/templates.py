"""The words in force for reports and letters: the program's own, and over them those of an office's folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.settings import settings
from danvan_cli.domain.errors import FileRefusedError, NotFoundError
from danvan_cli.domain.reporting import PROVINCE, Outline, outline_of
from danvan_cli.domain.templates import (
    MOST_BYTES,
    MOST_FILES,
    RECORDS,
    Fault,
    Template,
    read_template,
    spoken,
    template_files,
)
from danvan_cli.domain.text import clean, fold
from danvan_cli.services.record_kinds import all_kinds
from danvan_cli.services.request import Request, data_file


def own_outlines() -> list[Outline]:
    """Reads the outlines that come with the program, by kind."""
    return [outline_of(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in _own_files()]


def _own_files() -> list[Path]:
    return sorted(data_file("outlines").glob("*.toml"))


def is_of_province(kind: str | None) -> bool:
    """Tells whether a kind of report, by whatever name, is that on all agencies: it is of no plan and no one agency."""
    if kind is None:
        return False
    told = tomllib.loads(data_file(f"outlines/{PROVINCE}.toml").read_text(encoding="utf-8"))
    return fold(kind) in (PROVINCE, *map(fold, told["names"]))


def own_files() -> dict[str, str]:
    """Gives the program's own words as the files of a template."""
    return template_files({path.name: path.read_text(encoding="utf-8") for path in _own_files()}, all_kinds())


def template_in_force(request: Request, folder: Path | None) -> Template:
    """Finds the words of reports: a folder's, else those of the setting, else the program's own.

    FileRefusedError that tells the first fault of a folder that has one.
    """
    if folder is None:
        with reading(request.database) as reader:
            chosen = settings(reader).report_template
        if not chosen:
            return Template(tuple(own_outlines()))
        folder = Path(chosen)
    return template_of(folder)


def letter_phrases(reader: Reader) -> Mapping[str, str] | None:
    """Finds the sentences of letters in the setting's folder; None for the program's own."""
    chosen = settings(reader).report_template
    return template_of(Path(chosen)).letter.texts if chosen else None


def faults_of(folder: Path) -> list[Fault]:
    """Lists all that is wrong in a folder's files."""
    return _read(folder)[1]


def template_of(folder: Path) -> Template:
    """Reads a folder's words; FileRefusedError that tells the first fault of one that has any."""
    found, faults = _read(folder)
    if faults:
        raise FileRefusedError(
            f"{spoken(faults[0])}", f"{faults[0].hint} Xem đủ: danvan report template check {clean(str(folder))}."
        )
    return found


def _read(folder: Path) -> tuple[Template, list[Fault]]:
    texts = _texts(folder)
    return read_template(texts, own_outlines(), all_kinds() if RECORDS in texts else ())


def _texts(folder: Path) -> dict[str, str]:
    shown = clean(str(folder))
    try:
        names = sorted(path for path in folder.iterdir() if path.suffix == ".toml" and path.is_file())
    except OSError as error:
        raise NotFoundError(
            f"Không mở được thư mục mẫu báo cáo “{shown}”.",
            "Ghi đúng thư mục, tạo bằng danvan report template export, hoặc bỏ thiết lập: danvan config set "
            'report_template "".',
        ) from error
    if not names or len(names) > MOST_FILES:
        raise FileRefusedError(
            f"Thư mục “{shown}” không phải mẫu báo cáo: có {len(names)} tệp .toml.",
            "Tạo thư mục mẫu bằng danvan report template export THƯ_MỤC.",
        )
    return {clean(path.name): _text(path) for path in names}


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileRefusedError(f"Tệp mẫu “{clean(path.name)}” quá lớn.", "Xuất lại mẫu rồi sửa trên bản ấy.")
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefusedError(
            f"Không đọc được tệp mẫu “{clean(path.name)}”.", "Lưu lại tệp dạng UTF-8, hoặc xuất lại mẫu."
        ) from error
