"""``python -m datamaturity``."""

import sys

from datamaturity.cli import main

if __name__ == "__main__":
    sys.exit(main())
