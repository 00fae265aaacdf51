"""``python -m pyjuliann``: the same as the command ``pyjuliann``."""

from pyjuliann.cli import main

raise SystemExit(main())
