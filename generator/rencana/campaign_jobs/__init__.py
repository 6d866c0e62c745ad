"""The three jobs that are done on one campaign alone: it is checked, measured, and rendered; one job a module.

Each says by its key what its answer rests on; the answer is then the same wherever and whenever it was worked out.
"""
