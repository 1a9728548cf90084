"""Options of the whole suite."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--payloads", type=Path, metavar="DIR", help="replay a folder of recorded answers of the services")
