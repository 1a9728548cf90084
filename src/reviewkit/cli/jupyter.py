"""The verbs that show: open a paper's two files side by side, write the board."""

import datetime
import os
from pathlib import Path

import click

from reviewkit import escape
from reviewkit.cli.output import narrate
from reviewkit.errors import ReviewKitError
from reviewkit.jupyter import lab, workspace
from reviewkit.jupyter.lab import Desk, Opened
from reviewkit.jupyter.workspace import Pair
from reviewkit.library import Library, LibraryPaper

_PROGRAMS = ("lab", "notebook", "vscode")
_USUAL_ADDRESS = "http://localhost:8888/"


@click.command("open")
@click.argument("name", metavar="KEY")
@click.option("--with", "program", type=click.Choice(_PROGRAMS), help="Default: lab; in VS Code's terminal vscode.")
@click.option("--editor", is_flag=True, help="Show the review's source beside its preview.")
@click.option("--reset", is_flag=True, help="Forget the layout that this paper's workspace has by now.")
@click.option("--url", "tell", is_flag=True, help="Print the full address, token included, and open no browser.")
@click.option(
    "--print", "dry", is_flag=True, help="Print both paths and the address with its token masked; start nothing."
)
def open_(name: str, program: str | None, editor: bool, reset: bool, tell: bool, dry: bool) -> None:
    """Open a paper's notebook and review side by side.

    KEY may be a key, its beginning, a piece of the title, or an arXiv id.
    """
    library = Library.open()
    paper = library.paper(name)
    _require_files(paper)
    pair = Pair(paper.key, paper.holding.notebook, paper.holding.review)
    click.echo(f"notebook  {escape.terminal(str(paper.notebook_path))}")
    click.echo(f"review    {escape.terminal(str(paper.review_path))}")
    program = program or library.config.open_with or ("vscode" if lab.in_vscode(os.environ) else "lab")
    if program == "vscode":
        if not dry:
            lab.open_vscode(lab.vscode_command(library.root, pair, inside=lab.in_vscode(os.environ)))
        return
    desk = Desk(library.root, start=None) if dry else Desk(library.root)
    opened = desk.notebook(pair) if program == "notebook" else desk.lab(pair, editor=editor, reset=reset)
    if opened is None:
        click.echo(f"url       {_future(library.root, pair, program, editor)}")
        narrate("no server runs for this library; without --print one is started, here unless the port is taken")
    else:
        _show(opened, tell=tell, dry=dry)


def _require_files(paper: LibraryPaper) -> None:
    missing = [path for path in (paper.notebook_path, paper.review_path) if not path.is_file()]
    if missing:
        verb = "`reviewkit sync`" if paper.holding.kind == "paper" else f"`reviewkit new {paper.key}`"
        raise ReviewKitError(f"{missing[0]} is not there", f"{verb} makes it")


def _show(opened: Opened, *, tell: bool, dry: bool) -> None:
    if opened.started:
        narrate("started a Jupyter server for this library; it runs until you stop it (File > Shut Down)")
    if dry:
        click.echo(f"url       {workspace.masked(opened.url)}")
    elif tell or not lab.browse(opened.url):
        click.echo(f"url       {opened.url}")
        narrate("open this address in a browser; whoever has it can run code as you")
    else:
        click.echo(f"url       {workspace.masked(opened.url)}")
        narrate("opened in your browser; if no window appears, `--url` prints the full address")


def _future(root: Path, pair: Pair, program: str, editor: bool) -> str:
    if program == "notebook":
        return workspace.masked(workspace.with_token(f"{_USUAL_ADDRESS}notebooks/{pair.notebook}", "…"))
    identity = workspace.name(pair, root.resolve(), editor=editor)
    return workspace.masked(workspace.address(_USUAL_ADDRESS, identity, token="…"))


@click.command()
@click.option("--output", default="board.html", show_default=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Videos, courses, posts and books too.")
def board(output: Path, everything: bool) -> None:
    """Write the progress table as one page: no script, no network, good on a phone and on paper."""
    written = Library.open().board(output, kinds="all" if everything else "paper", today=datetime.date.today())
    click.echo(escape.terminal(str(written)))


COMMANDS = [open_, board]
