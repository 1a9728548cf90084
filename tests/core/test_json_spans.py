"""A notebook's bytes stay as they are, but for the values that are ours."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewkit import json_spans

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
layouts = st.sampled_from([{"indent": 1}, {"indent": 4}, {"indent": "\t"}, {}, {"separators": (",", ":")}])


def paths(value, path=()):
    yield path
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in members:
        yield from paths(inner, (*path, name))


@settings(deadline=None, max_examples=200)
@given(values, values, layouts, st.booleans(), st.data())
def test_a_splice_changes_its_value_and_no_other_byte(document, new, layout, ascii_only, data):
    text = json.dumps(document, ensure_ascii=ascii_only, **layout)
    path = data.draw(st.sampled_from(list(paths(document))))
    begin, end = json_spans.locate(text, path)
    spliced = json_spans.splice(text, {path: new})
    assert spliced.startswith(text[:begin])
    assert spliced.endswith(text[end:])
    expected = json.loads(text)
    place = expected
    for name in path[:-1]:
        place = place[name]
    if path:
        place[path[-1]] = new
        assert json.loads(spliced) == expected
    else:
        assert json.loads(spliced) == new


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ('{\n "a": 1\n}\n', '{\n "a": 1,\n "b": [\n  2\n ]\n}\n'),
        ('{"a": 1}', '{"a": 1, "b": [2]}'),
        ("{}", '{"b": [2]}'),
        ('{\r\n\t"a": 1\r\n}', '{\r\n\t"a": 1,\r\n\t"b": [\r\n\t\t2\r\n\t]\r\n}'),
    ],
)
def test_a_key_that_is_missing_is_added_at_the_end_in_the_files_own_style(text, added):
    assert json_spans.splice(text, {("b",): [2]}) == added


def test_what_has_no_place_to_stand_is_refused():
    with pytest.raises(KeyError):
        json_spans.splice('{"a": [1]}', {("a", "b"): 1})
    with pytest.raises(KeyError):
        json_spans.splice("{}", {("none", "b"): 1})


@pytest.mark.parametrize("text", ["{", '{"a" 1}', '{"a": 1 "b": 2}', "[1 2]"])
def test_a_text_that_is_not_json_raises_and_does_not_hang(text):
    with pytest.raises(ValueError, match=r".+"):
        json_spans.locate(text, ("b",))


def test_of_a_doubled_key_the_last_one_counts_as_for_json():
    text = '{"a": 1, "a": 2}'
    begin, end = json_spans.locate(text, ("a",))
    assert text[begin:end] == "2"
