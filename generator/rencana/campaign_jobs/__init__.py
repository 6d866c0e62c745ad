"""The jobs on one campaign alone, one a module: it is checked, measured and rendered, and its drawings looked through.

Each says by its key what its answer rests on; the answer is then the same wherever and whenever it was worked out.
"""
