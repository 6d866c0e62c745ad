"""The jobs on one campaign alone: it is checked, measured and rendered, its history told, its drawings looked through.

Each says by its key what its answer rests on; the answer is then the same wherever and whenever it was worked out.
"""
