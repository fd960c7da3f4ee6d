"""The layers of tests, and which of them a Rust test belongs to, from where it is and how it is written."""

import re
from pathlib import Path

ORDER = ("unit", "property", "contract", "handler", "template", "documentation", "local stack", "ui unit", "ui package",
         "end-to-end", "api fuzz", "browser")

TEST = re.compile(r"\bfn\s+(\w+)")


class Layers:
    """The rules, in one place. A test's path is `binary::module::name`."""

    def __init__(self, checkout: Path):
        self._functions = {it.parent.name.replace("-", "_") for it in checkout.glob("functions/*/Cargo.toml")}
        sources = [it for folder in ("lib", "functions", "tests", "tools") for it in checkout.glob(f"{folder}/**/*.rs")]
        self._properties = {name for source in sources for name in property_names(source.read_text())}

    def of(self, binary: str, path: str) -> str:
        """The first rule that holds."""
        if binary == "e2e":
            return "end-to-end"
        if binary == "doc":
            return "documentation"
        if path.rsplit("::", 1)[-1] in self._properties:
            return "property"
        for layer in ("contract", "handler", "template"):
            if layer in f"{binary}::{path}":
                return layer
        return "handler" if binary in self._functions else "unit"


def property_names(source: str) -> set[str]:
    """The tests that run with many values: inside `proptest! { … }`, or around a `TestRunner`."""
    names = {part.split("(")[0] for part in re.split(r"\bfn\s+", source)[1:] if "TestRunner::" in part}
    for start in re.finditer(r"\bproptest!\s*\{", source):
        names.update(TEST.findall(source[start.end() : _end_of_block(source, start.end())]))
    return names


def _end_of_block(source, position):
    depth = 1
    while depth and position < len(source):
        depth += {"{": 1, "}": -1}.get(source[position], 0)
        position += 1
    return position
