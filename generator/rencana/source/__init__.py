"""YAML and CSV files as data with a place for every part; this room does not know what a campaign is."""

from rencana.source.csv_file import read_csv
from rencana.source.document import EMPTY, Data, Document, Mark
from rencana.source.table import Row, Table
from rencana.source.tree import DiskTree, MemoryTree, Tree
from rencana.source.yaml_file import read_yaml

__all__ = [
    "EMPTY",
    "Data",
    "DiskTree",
    "Document",
    "Mark",
    "MemoryTree",
    "Row",
    "Table",
    "Tree",
    "read_csv",
    "read_yaml",
]
