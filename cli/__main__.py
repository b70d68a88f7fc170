"""`python -m jixiao.cli`."""

import sys

from .main import main

sys.exit(main())
