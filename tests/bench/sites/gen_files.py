"""Hands the pages to MkDocs through mkdocs-gen-files, as its users do with pages that a program makes."""

from pathlib import Path

import mkdocs_gen_files

MADE = Path("made")
for path in sorted(MADE.rglob("*")):
    if path.is_file():
        with mkdocs_gen_files.open(path.relative_to(MADE).as_posix(), "wb") as file:
            file.write(path.read_bytes())
