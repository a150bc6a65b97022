"""`python -m antq_desktop` starts the window."""

import sys

from antq_desktop.app import run

if __name__ == "__main__":
    sys.exit(run())
