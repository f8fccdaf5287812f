"""Measurements of speed and quality: ``python -m benchmarks.NAME [--quick]``; `benchmarks.report` writes the tables."""
