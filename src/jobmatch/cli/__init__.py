"""The command line: one file for each group of commands, what they share in `jobmatch.cli.shared`."""

from jobmatch.cli.main import app

__all__ = ["app"]
