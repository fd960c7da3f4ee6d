"""A function as it is deployed: its size, packed and unpacked, and the C library it needs."""

import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from stack import functions
from stack.places import LOCAL
from stack.problem import Problem

VERSION = re.compile(rb"\0GLIBC_(\d+)\.(\d+)(?=\0)")


@dataclass(frozen=True)
class Shipped:
    """One function's program."""

    name: str
    path: Path

    @classmethod
    def build(cls, name: str, profile: str, progress) -> "Shipped":
        """Builds it alone, since features of packages that are built together unify.

        What is measured is a copy: the next build of another package may replace what cargo left.
        """
        copy = LOCAL / "bench" / name / "bootstrap"
        copy.parent.mkdir(parents=True, exist_ok=True)
        with progress.step(f"{name} built") as step:
            shutil.copy2(functions.build([name], profile, step)[name], copy)
            step.result = f"profile {profile}"
        return cls(name, copy)

    @property
    def size(self) -> int:
        """Bytes of the program."""
        return self.path.stat().st_size

    def zipped_size(self) -> int:
        """Bytes of the archive that is uploaded, packed as SAM packs it."""
        with tempfile.TemporaryFile() as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(self.path, self.path.name)
            return file.tell()

    def glibc(self) -> tuple[int, int]:
        """The newest version of the C library that one of its symbols asks for."""
        found = [(int(major), int(minor)) for major, minor in VERSION.findall(self.path.read_bytes())]
        if not found:
            raise Problem(f"{self.path} names no version of GLIBC: is it built for another C library?")
        return max(found)
