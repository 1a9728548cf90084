"""Claims: what a review says about a paper, and whether the paper's notebook bears it out."""

from reviewkit.claims.block import parse_claims
from reviewkit.claims.bound import BoundClaim, kernel_history
from reviewkit.claims.claim import EVIDENCE, KINDS, Claim, find_claim
from reviewkit.claims.outcome import MIME, VERDICTS, Outcome
from reviewkit.claims.standing import STATES, Recorded, Standing, code_digest, recorded, standing

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
