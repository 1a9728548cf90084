"""The outcome of one check: a value that shows itself as a card and travels in the notebook."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from reviewkit import escape
from reviewkit.errors import ClaimError

MIME = "application/vnd.reviewkit.claim.v1+json"
VERDICTS = ("holds", "holds-in-direction", "not-reproduced", "unresolved", "not-checkable")
_SIGNS = {
    "holds": ("✓", "#1a7f37"),
    "holds-in-direction": ("≈", "#9a6700"),
    "not-reproduced": ("✗", "#cf222e"),
    "unresolved": ("…", "#57606a"),
    "not-checkable": ("–", "#57606a"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was computed, what was expected, and the verdict on it."""

    claim: str
    """The claim's id."""
    statement: str
    expected: str
    got: str
    """The computed value with its unit, for people."""
    value: object
    """The computed value as JSON (`values.from_json`); None where nothing was computed."""
    verdict: str
    note: str = ""
    """The notebook's own words; they never change the verdict."""
    claim_digest: str = ""
    code_digest: str = ""
    """Of the code that the kernel had run; empty outside a kernel."""

    def to_json(self) -> dict[str, object]:
        """Return the outcome as a JSON object, the form that stands in a notebook's output."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: object) -> "Outcome":
        """Return the outcome that `to_json` wrote; ClaimError for anything else."""
        if not isinstance(data, Mapping):
            raise ClaimError("an outcome is not a JSON object")
        known = {field.name: data.get(field.name, "") for field in fields(cls)}
        value = known.pop("value") if "value" in data else None
        if not all(isinstance(text, str) for text in known.values()) or known["verdict"] not in VERDICTS:
            raise ClaimError("an outcome is not as reviewkit writes it")
        return cls(value=value, **{name: str(text) for name, text in known.items()})

    def __str__(self) -> str:
        facts = ", ".join(f"{name} {text}" for name, text in self._facts())
        return escape.terminal(f"{_sign(self.verdict)} {self.claim} {self.verdict}" + (f": {facts}" if facts else ""))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        return {
            "text/plain": str(self),
            "text/markdown": self._markdown(),
            "text/html": self._html(),
            MIME: self.to_json(),
        }

    def _facts(self) -> list[tuple[str, str]]:
        facts = [("got", self.got), ("expected", self.expected), ("note", self.note)]
        return [(name, text) for name, text in facts if text]

    def _markdown(self) -> str:
        head = f"**{_sign(self.verdict)} {escape.markdown(self.verdict)}** · {escape.markdown(self.statement)}"
        return " · ".join([head, *(escape.markdown(f"{name} {text}") for name, text in self._facts())])

    def _html(self) -> str:
        sign, colour = _SIGNS.get(self.verdict, ("?", "#57606a"))
        facts = " &nbsp; ".join(f"{name} <b>{escape.html(text)}</b>" for name, text in self._facts())
        return (
            f'<div style="border-left:4px solid {colour};padding:2px 10px;margin:4px 0">'
            f'<b style="color:{colour}">{sign} {escape.html(self.verdict)}</b> &nbsp; '
            f"<code>{escape.html(self.claim)}</code><br>{escape.html(self.statement)}<br>{facts}</div>"
        )


def _sign(verdict: str) -> str:
    return _SIGNS.get(verdict, ("?", ""))[0]
