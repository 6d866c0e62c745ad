"""The pictures and films of campaigns: which of the files below assets/ may be published, and in what form."""
