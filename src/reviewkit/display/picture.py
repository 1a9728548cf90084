"""A matplotlib figure as a value that a notebook, a file or a page can show."""

import base64
import io
import logging
import re
import warnings
from dataclasses import dataclass
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

DOTS = 144
"""Dots per inch of the PNG; it is shown at half of that."""
INK = "#010203"
"""Black, but one that can be found in an SVG and made the page's own colour."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that any notebook shows, and what it shows in words."""

    figure: Figure
    title: str
    text: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict[str, str], object]:
        width, height = (int(side * DOTS / 2) for side in self.figure.get_size_inches())
        data = {"image/png": base64.b64encode(self.png()).decode("ascii"), "text/plain": self.text}
        return data, {"image/png": {"width": width, "height": height, "alt": self.text}}

    def png(self) -> bytes:
        """Return the picture on white."""
        return self._saved("png", dpi=DOTS, facecolor="white", metadata={"Software": None})

    def svg(self) -> str:
        """Return the picture as an SVG element without background, its ink in the page's own colour."""
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        text = self._saved("svg", transparent=True, metadata=nothing).decode("utf-8")
        element = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
        return element.replace(INK, "currentColor").strip()

    def _saved(self, format: str, **options: Any) -> bytes:
        file = io.BytesIO()
        with quiet(), rc_context({"svg.fonttype": "none", "svg.hashsalt": "reviewkit"}):
            self.figure.savefig(file, format=format, **options)
        return file.getvalue()


class quiet(warnings.catch_warnings):
    """Keeps a title in a script that the font lacks from printing a warning for each letter."""

    def __enter__(self) -> None:
        super().__enter__()
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
