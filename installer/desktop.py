"""Where the packaged desktop begins."""

import sys

from elsec_app.__main__ import main

sys.exit(main())
