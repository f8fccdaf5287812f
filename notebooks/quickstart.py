# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # From raw files to an explained match
#
# The samples are a small labour market of our own making. Run this from the repository, with `make demo` or
# `make test` done once, in the environment `.venv`.

# %%
from pathlib import Path

import matplotlib.pyplot as plt
import polars as pl

import jobmatch as jm

samples = next(folder for folder in [Path("data/samples"), Path("../data/samples")] if folder.is_dir())

# %% [markdown]
# ## Read
# Bad rows are put aside with their reason, and the run goes on. `bad_rows.csv` shows one of each kind.

# %%
places = samples / "places.csv"
vacancies = jm.read_vacancies(samples / "vacancies.ndjson", places=places)
jobseekers = jm.read_jobseekers(samples / "jobseekers.ndjson", places=places)
print(vacancies.report())
print(jm.read_vacancies(samples / "bad_rows.csv").rejected.head(5))

# %% [markdown]
# ## Match
# Every pair in reach is scored, so the lists are the true best. `verdict` tells a fit (OK) from what needs something
# first (CONDITIONAL) and from what needs a question first (UNKNOWN).

# %%
matcher = jm.Matcher.build(vacancies, jobseekers)
result = matcher.match(k=5)
print(result.certificate)
print(result.frame.filter(pl.col("jobseeker_id") == "J0003"))

# %% [markdown]
# ## Explain
# The parts add up to the score exactly.

# %%
explanation = matcher.explain("J0003", "V0005")
print(explanation)
assert sum(line.points for line in explanation.parts) == explanation.score  # noqa: S101 - shown to the reader

# %%
lines = [line for line in reversed(explanation.parts) if line.points]
figure, axes = plt.subplots(figsize=(7, 3))
bars = axes.barh([line.name for line in lines], [line.points / 1000 for line in lines])
axes.bar_label(bars, fmt="%.1f", padding=3)
axes.set_xlabel("points out of 100")
axes.set_title(f"{explanation.title}: {explanation.score / 1000:.1f} points")
axes.margins(x=0.12)
figure.tight_layout()

# %% [markdown]
# ## The same person, one fact changed
# A record that is in no table can be matched and explained as well.

# %%
record = {"cv_text": "Warehouse work, forklift counterbalance for six years.", "licences": ["forklift"]}
print(matcher.match({**record, "latitude": 51.58, "longitude": -2.99, "modes": ["car"]}, k=3).frame)

# %% [markdown]
# ## For the employer
# Only people who agreed, in an order that rests on text, skills, licences and hours alone.

# %%
print(matcher.shortlist(k=5).for_employer({"V0004": ["J0002", "J0003"]}).frame)
