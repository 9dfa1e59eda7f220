"""Tables as people keep them: CSV in its dialects and encodings, and files of Excel.

Here a file becomes heads and rows of text; what they mean is said by whoever reads them.
"""

from tiia_pricing.tables.table import FileTable, TableNote, TableRow
from tiia_pricing.tables.table_files import any_tables, read_file, read_tables, tables_of

__all__ = [
    "FileTable",
    "TableNote",
    "TableRow",
    "any_tables",
    "read_file",
    "read_tables",
    "tables_of",
]
