"""Options of the whole suite."""

import dataclasses
from pathlib import Path

import pytest

from reviewkit.cli.main import main


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--payloads", type=Path, metavar="DIR", help="replay a folder of recorded answers of the services")
    parser.addoption(
        "--lists", type=Path, metavar="DIR", help="prove on a folder of lists that `link` adds links alone"
    )


@dataclasses.dataclass
class Run:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run `reviewkit …` in a folder, in this process; return exit code, answer and narration."""
    monkeypatch.setenv("REVIEWKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments, cwd: Path):
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return call
