"""Writes the licences of all libraries in a folder of installed packages, and of tools whose code is packed with them.

Run as ``python licences.py FOLDER [TOOL…]``; ends with 1 where one tells no licence.
"""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

_NAMES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


def told(found: Distribution) -> str:
    """Gives the texts that came with a library, else what its metadata say; empty where neither tells a licence."""
    paths = [path for path in found.files or () if ".dist-info/" in str(path) and path.name.upper().startswith(_NAMES)]
    texts = [Path(str(path.locate())).read_text(encoding="utf-8", errors="replace") for path in sorted(paths)]
    named = [found.metadata.get(key) or "" for key in ("License-Expression", "License")]
    classed = [line for line in found.metadata.get_all("Classifier") or () if line.startswith("License ::")]
    return "\n".join(texts) or "\n".join(line for line in (*named, *classed) if line)


def main(folder: str, *tools: str) -> int:
    """Writes them to the output; 1 where a library tells no licence."""
    packed = [*distributions(path=[folder]), *map(distribution, tools)]
    libraries = sorted(packed, key=lambda found: found.metadata["Name"].lower())
    silent = [found.metadata["Name"] for found in libraries if not told(found)]
    for found in libraries:
        head = f"{found.metadata['Name']} {found.version}"
        sys.stdout.write(f"{head}\n{'=' * len(head)}\n\n{told(found).strip()}\n\n\n")
    if silent:
        sys.stderr.write(f"no licence told: {', '.join(silent)}\n")
    return bool(silent)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
