"""The colours of statuses and verdicts: middle tones that stand out on white and on near-black alike."""

from collections.abc import Mapping
from types import MappingProxyType

STATUS: Mapping[str, str] = MappingProxyType(
    {
        "reviewed": "#2a9d5c",
        "read": "#7fb23a",
        "reading": "#3b82c4",
        "to-read": "#9aa0a8",
        "skipped": "#6b7280",
    }
)
"""In the order in which they stand in a bar: what is done first."""

VERDICT: Mapping[str, str] = MappingProxyType(
    {
        "holds": "#2a9d5c",
        "failed": "#d1453b",
        "stale": "#d9952b",
        "unchecked": "#9aa0a8",
        "other": "#6c7fb5",
    }
)
"""What a claim came to; `other` is one that nobody can check, or whose day has not come."""
