"""Makes the data that this version leaves to later ones: ``python -m tests.reliability.kept``, after a change of schema.

Until the first release the file is made anew with the schema; from then on each version's stays and is upgraded.
"""

from __future__ import annotations

import lzma
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from danvan_cli.db.location import SCHEMA_REVISION

KEPT = Path(__file__).parent / "kept"
# Paths are typed from here, so that none of a machine gets into the log.
_ROOT = Path(__file__).parents[2]
# Something of every kind that an office leaves in its data over a year, as it is typed.
YEAR = [
    ["plan", "import", "data/ke-hoach-dan-van-2023.txt", "--yes"],
    ["unit", "edit", "VP", "--headcount", "20"],
    ["task", "done", "IV-4", "--unit", "CCTĐC", "--on", "20/10/2023", "--evidence", "12/BC-CCTĐC ngày 20/10/2023"],
    ["task", "extend", "IV-4", "--unit", "TTKHCN", "--to", "10/11", "--reason", "chờ số liệu"],
    ["task", "add", "Báo cáo tháng", "--unit", "VP", "--every", "quarter", "--due", "25/3"],
    ["task", "note", "II.1-1", "Đã quán triệt tại hội nghị"],
    ["target", "record", "CT3", "--unit", "VP", "1/1", "--on", "1/9/2023"],
    ["record", "add", "--kind", "receptions", "-u", "VP", "--period", "Q3", "nơi tiếp=lãnh đạo", "lượt=4", "người=5"],
    ["record", "add", "--kind", "inspection", "--on", "20/6/2023", "đoàn=Tổ Kiểm tra", "nội dung=giờ giấc",
     "đơn vị được kiểm tra=VP"],
    ["record", "add", "--kind", "finding", "--of", "KT-1", "-u", "VP", "tồn tại=sổ", "yêu cầu=lập sổ", "thời hạn=15/7"],
    ["round", "open", "quý III"],
    ["round", "send", "quý III", "--unit", "VP"],
    ["doc", "add", "25/SKHCN-VP", "--type", "công văn", "--on", "2/3/2023", "--subject", "Triển khai Kế hoạch"],
    ["score", "import", "data/scoring/vi-du.toml"],
    ["score", "set", "I.1", "10"],
    ["remind", "--unit", "VP", "--log", "gọi điện"],
    ["undo", "--yes"],
]  # fmt: skip


def make(folder: Path) -> Path:
    """Plays the year in a folder and gives the data's file; a command that fails is an AssertionError."""
    path = folder / "năm.db"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DANVAN_")}
    said = {"DANVAN_DB": str(path), "DANVAN_TODAY": "2023-10-26", "DANVAN_ACTOR": "thu", "HOME": str(folder)}
    for words in YEAR:
        done = subprocess.run(
            [sys.executable, "-m", "danvan_cli", *words], cwd=_ROOT, env=kept | said, capture_output=True, check=False
        )
        assert done.returncode == 0, (words, done.stderr.decode())
    return path


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        KEPT.mkdir(exist_ok=True)
        (KEPT / f"{SCHEMA_REVISION}.db.xz").write_bytes(lzma.compress(make(Path(name)).read_bytes(), preset=9))
