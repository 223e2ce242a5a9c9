"""The program's entry point, and what ``python -m danvan_cli`` starts."""

from __future__ import annotations

import gc

from danvan_cli.lazy_imports import defer


def main() -> None:
    """Runs danvan; never returns."""
    # One command and its imports make hardly any garbage: the collector would only walk what is loaded, again and
    # again (8% of a read, more of a write). What reads large files puts it back on.
    gc.disable()
    defer()
    from danvan_cli.app import main as run

    try:
        run()
    finally:
        # The interpreter's end would walk all that is loaded twice more.
        gc.freeze()


if __name__ == "__main__":
    main()
