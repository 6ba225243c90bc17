"""The way of the data, with fakes at its edges."""
