"""``python -m tiia_pricing`` is the command ``tiia-pricing``."""

import sys

from tiia_pricing.cli import main

sys.exit(main())
