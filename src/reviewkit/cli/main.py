"""The command line: one group, one place where our errors become two lines and an exit code."""

import importlib
import sys
from collections.abc import Sequence

import click

from reviewkit import __version__, escape
from reviewkit.errors import ReviewKitError, UsageError

VERBS = {
    "init": "library", "sync": "library", "resolve": "resolve", "status": "status", "open": "jupyter",
    "new": "library", "mark": "library", "link": "lists", "verify": "claims", "claims": "claims",
    "check": "library", "board": "jupyter", "parse": "lists", "sources": "resolve",
}  # fmt: skip
"""Each verb's module, in the order that a newcomer needs them; a module is loaded when its verb is called."""


class _Verbs(click.Group):
    """A group that loads a verb's module when the verb is called: `status` waits for no Jupyter, no network."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"reviewkit.cli.{VERBS[cmd_name]}")
        return next((command for command in module.COMMANDS if command.name == cmd_name), None)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reviewkit")
def cli() -> None:
    """Turn a Markdown reading list into a library: a review and a notebook for each paper."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code: 1 for our errors, 2 for a wrong use."""
    try:
        cli.main(args=None if arguments is None else list(arguments), prog_name="reviewkit", standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        sys.stderr.close()
        sys.exit(141)
    except ReviewKitError as error:
        click.echo(f"error: {escape.terminal(str(error))}", err=True)
        if error.hint:
            click.echo(f"hint: {escape.terminal(error.hint)}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
