"""Words: sentences and numbers in a language, the terms of the method, sizes of metrics, prose."""
