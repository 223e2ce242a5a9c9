"""The program's entry point, and what ``python -m danvan_cli`` starts."""

from __future__ import annotations

import gc


def main() -> None:
    """Runs danvan; never returns."""
    # Imports make no garbage: the collector would only walk what they load, again and again (8% of a read). It goes
    # back on when a command begins its own work.
    gc.disable()
    from danvan_cli.app import main as run

    run()


if __name__ == "__main__":
    main()
