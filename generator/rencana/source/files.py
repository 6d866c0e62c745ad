"""The files of a workspace, read by their endings; it does not matter yet what they say."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from rencana.finding import Finding
from rencana.source.csv_file import read_csv
from rencana.source.document import Document
from rencana.source.table import Table
from rencana.source.yaml_file import read_yaml


class Files(Struct, frozen=True):
    """The files of a workspace, read but not yet understood, by path."""

    documents: Mapping[str, Document]
    tables: Mapping[str, Table]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the files themselves."""
        of_yaml = (finding for document in self.documents.values() for finding in document.findings)
        return (*of_yaml, *(finding for table in self.tables.values() for finding in table.findings))

    def of(self, paths: Iterable[str]) -> "Files":
        """Returns those of the files that have these paths."""
        wanted_paths = tuple(paths)
        documents = {path: self.documents[path] for path in wanted_paths if path in self.documents}
        return Files(documents, {path: self.tables[path] for path in wanted_paths if path in self.tables})


def read_files(contents: Mapping[str, bytes]) -> Files:
    """Reads files, each by its ending: tables of CSV, and YAML."""
    documents, tables = {}, {}
    for path, content in contents.items():
        if path.endswith(".csv"):
            tables[path] = read_csv(path, content)
        else:
            documents[path] = read_yaml(path, content)
    return Files(documents, tables)
