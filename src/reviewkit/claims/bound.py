"""A claim inside a running kernel: it knows the day and the code that the kernel ran."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reviewkit import escape
from reviewkit.claims.claim import Claim
from reviewkit.claims.outcome import Outcome
from reviewkit.claims.standings import code_digest


@dataclass(frozen=True, slots=True, repr=False)
class BoundClaim:
    """A claim with what only the caller knows.

    `code` is the shell's own history list (`kernel_history()`), read when `check` is called, so that a claim
    may be taken in one cell and checked in a later one; empty outside a kernel.
    """

    claim: Claim
    today: date
    code: Sequence[str] = ()

    def __repr__(self) -> str:
        claim = self.claim
        expected = f" (expected {claim.expected_text})" if claim.expected else ""
        return escape.terminal(f"{claim.id}: {claim.statement}{expected}")

    def check(self, value: object = None, *, note: str = "") -> Outcome:
        """Return the verdict on a computed value; let it be the last expression of its cell, or `display` it."""
        digest = code_digest(self.code) if self.code else ""
        return self.claim.check(value, note=note, today=self.today, code_digest=digest)


def kernel_history() -> Sequence[str]:
    """Return the raw code of every cell that this IPython shell ran, the running one last; () outside IPython."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    history = getattr(getattr(shell, "history_manager", None), "input_hist_raw", None)
    return history if isinstance(history, list) else ()
