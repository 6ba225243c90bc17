"""``python -m monitor``: the same as the console script ``monitor``."""

from monitor.cli import main

if __name__ == "__main__":
    main()
