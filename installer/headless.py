"""Where the packaged command line begins."""

import sys

from elsec_app.cli import main

sys.exit(main())
