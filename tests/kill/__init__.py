"""Ends the process at every step of the pipeline and looks at what was delivered after a restart."""
