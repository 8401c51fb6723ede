"""Who stands for it: keys, signatures in prepared fields, progress, verdicts. The one door to pyHanko."""

from __future__ import annotations

import logging

for _library in ("pyhanko", "pyhanko_certvalidator", "fontTools"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)
"""What these libraries warn of, the verdict says in words; their lines would carry names into logs."""
