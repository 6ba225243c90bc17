"""Fuzzing: a target each for what reads strangers' bytes; see ``run`` for long runs and ``test_fuzz`` for short ones."""
