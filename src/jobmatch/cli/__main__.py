"""``python -m jobmatch.cli``, where the ``jobmatch`` command is not on the path."""

from jobmatch.cli.main import app

app(prog_name="jobmatch")
