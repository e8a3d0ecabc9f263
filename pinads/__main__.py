"""``python -m pinads`` and the ``pinads`` script."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from pinads.cli.main import app

    app()


if __name__ == "__main__":
    main()
