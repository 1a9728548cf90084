"""docs/architecture.md says which way the arrows point; this reads the source and holds it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/reviewkit"
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")


def rooms(page):
    """Return the floor of each room: a module, or a package taken as one."""
    found = {}
    for floor, cells in re.findall(r"^\| (\d+) \| (.*) \|$", page, re.MULTILINE):
        for room in re.findall(r"`([a-z_]+)(?:\.py|/)`", cells):
            found[room] = int(floor)
    return found


def modules():
    return sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py" or path.parent != SOURCE)


def room_of(path):
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path):
    """Return the modules of ours that a file names, lazily and for types too, each with its line's column."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "reviewkit":
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from ((name, node) for name in names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names if alias.name.partition(".")[0] == "reviewkit")


FLOORS = rooms(PAGE.partition("### Inside")[0])
INSIDE = {
    room: rooms(page) for room, page in re.findall(r"^### Inside `(\w+)/`$(.*?)^##", PAGE, re.MULTILINE | re.DOTALL)
}
"""The floors of the rooms within a package."""
ALLOWED = {tuple(pair) for pair in re.findall(r"^- `([a-z_]+)` uses `([a-z_]+)`", PAGE, re.MULTILINE)}


def test_every_room_has_its_floor():
    assert {room_of(path) for path in modules()} == set(FLOORS)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_arrows_point_down(path):
    own = room_of(path)
    for name, node in imports(path):
        parts = name.split(".")
        target = parts[1] if len(parts) > 1 else ""
        if target in FLOORS and target != own:
            fine = FLOORS[target] < FLOORS[own] or (own, target) in ALLOWED
            assert fine, (
                f"{path.name}:{node.lineno}: {own} (floor {FLOORS[own]}) uses {target} (floor {FLOORS[target]})"
            )


@pytest.mark.parametrize("package", INSIDE)
def test_arrows_point_down_within_a_package_too(package):
    floors, base = INSIDE[package], SOURCE / package
    files = [path for path in base.rglob("*.py") if path != base / "__init__.py"]
    assert {path.relative_to(base).parts[0].removesuffix(".py") for path in files} == set(floors)
    for path in files:
        own = path.relative_to(base).parts[0].removesuffix(".py")
        for name, node in imports(path):
            target = name.split(".")[2] if name.startswith(f"reviewkit.{package}.") else own
            if target != own:
                assert floors[target] < floors[own], f"{path.name}:{node.lineno}: {own} uses {target}"


def test_rooms_that_share_a_floor_make_no_circle():
    arrows = {}
    for own, target in ALLOWED:
        assert FLOORS[own] == FLOORS[target]
        arrows.setdefault(own, set()).add(target)

    def reach(start, seen=()):
        for target in arrows.get(start, ()):
            assert target not in (*seen, start), f"circle through {target}"
            reach(target, (*seen, start))

    for room in arrows:
        reach(room)


def inside_functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node.lineno


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_facade_imports_lazily(path):
    if room_of(path) != "library":
        assert list(inside_functions(path)) == []


HANDS = {
    "requests": {"sources"}, "urllib3": {"sources"}, "arxiv": {"sources"}, "lxml": {"sources"}, "sqlite3": {"sources"},
    "socket": {"disk"}, "urllib.request": {"jupyter"}, "http.client": {"jupyter"}, "webbrowser": {"jupyter"},
    "subprocess": {"jupyter", "verify"}, "nbclient": {"verify"}, "distributed": {"verify"},
    "multiprocessing": {"verify"}, "shutil": {"disk", "jupyter", "verify"}, "tempfile": {"disk", "verify", "jupyter"},
    "click": {"cli"}, "rich": {"cli"}, "pandas": {"frame", "library"}, "matplotlib": {"display"},
    "IPython": {"ipython"},
}  # fmt: skip
"""What each outside library is for is said in docs/architecture.md; only these rooms may use it."""


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_each_hand_stays_in_its_room(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        for name in names:
            for hand, allowed in HANDS.items():
                if name == hand or name.startswith(f"{hand}."):
                    assert room_of(path) in allowed, f"{path.name}:{node.lineno} imports {name}"


WRITES = {"write_text", "write_bytes", "unlink", "rename", "replace_file", "mkdir", "rmdir", "touch", "symlink_to"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_disk_writes_the_users_files(path):
    if room_of(path) in ("disk", "exchange", "sources", "verify", "jupyter"):
        pytest.skip("has a hand of its own: caches, scratch folders, workspaces")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            assert name not in WRITES, f"{path.name}:{node.lineno} calls {name}"
            assert name != "open" or isinstance(called, ast.Attribute), f"{path.name}:{node.lineno} opens a file"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_is_taken_in_at_one_sitting_and_a_function_at_one_glance(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 50, f"{path.name}:{node.lineno}: {node.name} has {length} lines"
