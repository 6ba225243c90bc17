"""What the program costs, measured; ``make bench`` runs the parts one after another."""

import os

# As the command line has it (monitor.cli.root), and before numpy is imported: threads that wait for each other count as work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
