"""The README's quickstart runs as printed, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_quickstart_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(ROOT)
    found: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), found)  # noqa: S102 - our own README
    said = capsys.readouterr().out
    assert "This job fits what is recorded." in said
    assert len(found["result"]) > 100  # type: ignore[arg-type]
    assert found["view"].frame["jobseeker_id"].sort().to_list() == ["J0002", "J0003"]  # type: ignore[attr-defined]


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
