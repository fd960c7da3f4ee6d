"""What a person sees: plain lines, and below them a few that are redrawn while things move."""

import os
import re
import shutil
import sys
import textwrap
import threading

STYLES = {"dim": "2", "bold": "1", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Screen:
    """Writes to one stream. Nothing moves and nothing is coloured unless it is a terminal."""

    def __init__(self, stream=None):
        self._stream = stream or sys.stdout
        self.moves = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._coloured = self.moves and not os.environ.get("NO_COLOR")
        self._below: list[str] = []
        self._lock = threading.Lock()
        self._unread = self._said_so = False

    @property
    def width(self) -> int:
        """Columns to fill; one is left free, since some terminals wrap on the last."""
        return max(shutil.get_terminal_size((80, 24)).columns, 40) - 1

    def paint(self, text: str, *styles: str) -> str:
        """The text in a style, where styles show."""
        if not self._coloured or not styles:
            return text
        codes = ";".join(STYLES[style] for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m"

    def line(self, text: str = "") -> None:
        """A line that stays."""
        with self._lock:
            self._write(self._erased() + text + "\n" + self._drawn(self._below))

    def paragraph(self, text: str, indent: int, *styles: str) -> None:
        """A long text, broken where the terminal ends."""
        room = self.width - indent if self.moves else len(text) + 1
        for line in textwrap.wrap(text, max(room, 20), break_on_hyphens=False) or [""]:
            self.line(" " * indent + self.paint(line, *styles))

    def below(self, lines: list[str]) -> None:
        """Replaces the lines that move. Without a terminal there are none."""
        if not self.moves:
            return
        with self._lock:
            if lines != self._below:
                self._write(self._erased() + self._drawn(lines))
                self._below = lines

    def _erased(self) -> str:
        return f"\x1b[{len(self._below)}F\x1b[J" if self._below else ""

    def _drawn(self, lines) -> str:
        return "".join(cut(line, self.width) + "\n" for line in lines)

    def _write(self, text) -> None:
        """Says once that nobody reads any more, so that the stack is taken down, and is silent while it is."""
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            self._unread = True
        if self._unread and not self._said_so and threading.current_thread() is threading.main_thread():
            self._said_so = True
            raise BrokenPipeError


def cut(text: str, width: int) -> str:
    """At most `width` visible characters, whatever is painted in between."""
    shown, out, position = 0, [], 0
    for match in [*ESCAPE.finditer(text), None]:
        plain = text[position : match.start() if match else len(text)]
        out.append(plain[: max(width - shown, 0)])
        shown += len(plain)
        if match:
            out.append(match.group())
            position = match.end()
    return "".join(out)


def ended(text: str, width: int) -> str:
    """Cut to the width with an ellipsis at its end, and filled up to it."""
    return (text if len(text) <= width else text[: width - 1] + "…").ljust(width)


def begun(text: str, width: int) -> str:
    """Cut at its beginning, and filled up to the width: of some ids only the ends differ."""
    return (text if len(text) <= width else "…" + text[1 - width :]).ljust(width)
