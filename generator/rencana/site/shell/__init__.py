"""The theme around our pages as plain data that can be stored; this room knows no MkDocs."""
