"""``python -m bibouroku``."""

import sys

from bibouroku.cli import main

sys.exit(main())
