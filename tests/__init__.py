"""The tests of jobmatch; a package so that `tests.worlds` and `tests.reference` can be imported."""
