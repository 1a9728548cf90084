"""Claims: what a review says about a paper, and whether the paper's notebook bears it out.

The names are loaded when they are used: a library may be read and shown before anything in it claims anything.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewkit.claims.block import parse_claims
    from reviewkit.claims.bound import BoundClaim, kernel_history
    from reviewkit.claims.claim import EVIDENCE, KINDS, Claim, find_claim
    from reviewkit.claims.outcome import MIME, VERDICTS, Outcome
    from reviewkit.claims.standings import STATES, Recorded, Standing, code_digest, recorded, standing

__all__ = [
    "EVIDENCE",
    "KINDS",
    "MIME",
    "STATES",
    "VERDICTS",
    "BoundClaim",
    "Claim",
    "Outcome",
    "Recorded",
    "Standing",
    "code_digest",
    "find_claim",
    "kernel_history",
    "parse_claims",
    "recorded",
    "standing",
]

_PARTS = ("claim", "outcome", "block", "standings", "bound")


def __getattr__(name: str) -> Any:
    if name in __all__:
        parts = (importlib.import_module(f"{__name__}.{part}") for part in _PARTS)
        return next(getattr(part, name) for part in parts if hasattr(part, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
