"""Read the fenced ```yaml claims``` block of a review: every scalar as text, every error with its line."""

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from reviewkit.claims.claim import EVIDENCE, KINDS, Claim
from reviewkit.claims.expectation import parse_direction
from reviewkit.errors import ClaimError

_FIELDS = (
    "id",
    "statement",
    "where",
    "kind",
    "evidence",
    "expected",
    "tolerance",
    "direction",
    "due",
    "not_checkable",
)
_ID = re.compile(r"[a-z0-9-]+")
_SIGN_FIRST = re.compile(r"[ \t]*(?:-[ \t]+)?(\w+):[ \t]*([>|@`%][^#\n]+?)[ \t]*(?:#.*)?\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class _Record:
    """One item of the block: its fields as text, with the file's line of each."""

    path: Path | str
    line: int
    fields: Mapping[str, tuple[str, int]]

    def text(self, name: str) -> str:
        return self.fields.get(name, ("", 0))[0]

    def fault(self, name: str, message: str, hint: str = "") -> ClaimError:
        line = self.fields[name][1] if name in self.fields else self.line
        return ClaimError(message, hint, path=self.path, line=line)


def parse_claims(text: str, path: Path | str, first_line: int) -> tuple[Claim, ...]:
    """Return the claims of a block whose first line is line `first_line` of the file; ClaimError at the first fault."""
    root = _compose(text, path, first_line)
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise ClaimError("the claims block is not a list", "begin each claim with `- id:`", path=path, line=first_line)
    claims: dict[str, Claim] = {}
    for node in root.value:
        claim = _claim(_record(node, text, path, first_line))
        if claim.id in claims:
            message = f"claim {claim.id} stands twice, first in line {claims[claim.id].line}"
            raise ClaimError(message, path=path, line=claim.line)
        claims[claim.id] = claim
    return tuple(claims.values())


def _compose(text: str, path: Path | str, first_line: int) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        message = f"the claims block is not YAML: {error.problem or error.context}"
        hint = _quoting(text, line - first_line) or "quote a value that holds `: ` or `#`"
        raise ClaimError(message, hint, path=path, line=line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ClaimError("the claims block is not YAML", path=path, line=first_line) from error
    if isinstance(node, yaml.ScalarNode) and not node.value.strip():
        return None
    return node


def _quoting(text: str, index: int) -> str:
    """Return the hint for `expected: >= 2 x`, whose first character YAML takes for its own."""
    found = _SIGN_FIRST.match("".join(text.splitlines()[index : index + 1]))
    if found is None:
        return ""
    quoted = json.dumps(found[2], ensure_ascii=False)
    return f"YAML takes the leading {found[2][0]} for its own; write `{found[1]}: {quoted}`"


def _record(node: yaml.Node, text: str, path: Path | str, first_line: int) -> _Record:
    line = first_line + node.start_mark.line
    if not isinstance(node, yaml.MappingNode):
        raise ClaimError("a claim is not a list of fields", "begin each claim with `- id:`", path=path, line=line)
    fields: dict[str, tuple[str, int]] = {}
    for key, value in node.value:
        at = first_line + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            raise ClaimError("a field of a claim is not text on one line", "quote it", path=path, line=at)
        if key.value not in _FIELDS:
            near = difflib.get_close_matches(key.value, _FIELDS, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"fields are {', '.join(_FIELDS)}"
            raise ClaimError(f"a claim has no field {key.value!r}", hint, path=path, line=at)
        if key.value in fields:
            raise ClaimError(f"the field {key.value} stands twice in one claim", path=path, line=at)
        if value.style in (">", "|") and not value.value.strip() and (hint := _quoting(text, at - first_line)):
            raise ClaimError(f"the field {key.value} is empty", hint, path=path, line=at)
        fields[key.value] = (value.value.strip(), at)
    return _Record(path, line, fields)


def _claim(record: _Record) -> Claim:
    for name in ("id", "statement", "kind"):
        if not record.text(name):
            raise record.fault(name, f"a claim has no {name}")
    if not _ID.fullmatch(record.text("id")):
        raise record.fault("id", f"the id {record.text('id')!r} is not made of a-z, 0-9 and -")
    _among(record, "kind", KINDS)
    if record.text("evidence"):
        _among(record, "evidence", EVIDENCE)
    claim = Claim(
        **{name: record.text(name) for name in _FIELDS if name not in ("due", "evidence")},
        evidence=record.text("evidence") or "unverified",
        due=_due(record),
        path=record.path,
        line=record.line,
    )
    _check_expectation(record, claim)
    return claim


def _among(record: _Record, name: str, allowed: tuple[str, ...]) -> None:
    if record.text(name) not in allowed:
        raise record.fault(name, f"{name} {record.text(name)!r} is not one of {', '.join(allowed)}")


def _due(record: _Record) -> date | None:
    written, is_forecast = record.text("due"), record.text("kind") == "forecast"
    if is_forecast != bool(written):
        hint = "give the day it can be judged: `due: 2030-12-31`" if is_forecast else ""
        raise record.fault("due", "a forecast has no `due`" if is_forecast else "only a forecast has a `due`", hint)
    if not written:
        return None
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written) else _no_day(written)
    except ValueError as error:
        raise record.fault("due", f"`due: {written}` is not a day", "write it as 2030-12-31") from error


def _no_day(written: str) -> date:
    raise ValueError(written)


def _check_expectation(record: _Record, claim: Claim) -> None:
    if not claim.expected:
        if claim.not_checkable and not claim.tolerance and not claim.direction:
            return
        raise record.fault("expected", f"claim {claim.id} has no `expected`", "or say why: `not_checkable: reason`")
    faulty = "expected"
    try:
        expectation = claim.expectation
        faulty = "direction"
        if claim.direction:
            parse_direction(claim.direction, expectation)
    except ClaimError as error:
        if faulty == "expected" and "tolerance" in error.message:
            faulty = "tolerance"
        raise record.fault(faulty, error.message, error.hint) from error
