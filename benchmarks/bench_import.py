"""CPU seconds of what a reader waits for: the import, the first card of a large library, the quick verbs.

    python benchmarks/bench_import.py [--papers 1000] [--runs 5]

Each figure is the least of several fresh processes; the library is made in a temporary folder. Python keeps its byte
code there too, as it does for an installed package, wherever reviewkit stands and whatever the environment says.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TIMED = """
import time
start = time.process_time()
{code}
print(time.process_time() - start)
"""
IMPORT = "import reviewkit"
CARD = "import reviewkit\nreviewkit.paper('system7')._repr_mimebundle_()"
SUMMARY = "import reviewkit\nreviewkit.Library.open()._repr_mimebundle_()"
VERB = "from reviewkit.cli.main import cli\ncli.main({arguments}, standalone_mode=False)"


def library(folder: Path, papers: int) -> None:
    """Make a library with records, reviews and notebooks."""
    lines, records = ["# Large list"], []
    for number in range(papers):
        title = f"System{number}: A Study of the Number {number} and its Neighbours"
        if number % 50 == 0:
            lines.append(f"\n## Section {number // 50}\n")
        lines.append(f"- {title} [[paper](https://arxiv.org/abs/2301.{number:05d})]")
        own = {"entry_title": title, "preprint": {"arxiv": f"2301.{number:05d}", "version": 1}}
        author = [{"family": "Author", "given": f"A{number}"}]
        record = {"id": f"system{number}", "type": "article", "title": title, "author": author}
        records.append({**record, "issued": {"date-parts": [[2023, 1, 2]]}, "custom": {"reviewkit": own}})
    (folder / "list.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "papers.json").write_text(json.dumps(records, indent=2) + "\n", encoding="utf-8")
    for verb in (["init", "list.md"], ["sync", "--offline"]):
        code = f"from reviewkit.cli.main import main; main({verb!r})"
        subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def cpu_seconds(code: str, folder: Path, runs: int) -> float:
    """Return the least CPU time that the code took in a fresh process."""
    _once(code, folder)  # leaves the byte code for those that count
    return min(_once(code, folder) for _ in range(runs))


def _once(code: str, folder: Path) -> float:
    program = TIMED.format(code=code)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(folder / ".bytecode")}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, check=True, capture_output=True, text=True, env=environment
    )
    return float(done.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        library(folder, chosen.papers)
        for name, code in (
            ("import reviewkit", IMPORT),
            (f"first card, {chosen.papers} papers", CARD),
            (f"the library's card, {chosen.papers} papers", SUMMARY),
            ("reviewkit --version", VERB.format(arguments=["--version"])),
            (f"reviewkit status, {chosen.papers} papers", VERB.format(arguments=["status"])),
        ):
            print(f"{name:<40} {cpu_seconds(code, folder, chosen.runs):6.3f} CPU s")


if __name__ == "__main__":
    main()
