"""Lets ``python -m danvan_cli`` start the program."""

from danvan_cli.app import main

if __name__ == "__main__":
    main()
