"""Words by which something is offered or may come, and is not part of the work."""

from __future__ import annotations

import re
from typing import Final

MAYBE: Final = re.compile(
    r"\b(?:able to offer|can offer|tired of|fed up (?:of|with)|in the future|soon to become|to become a|future"
    r"|on offer|may also be available|upon discussion"
    r"|if you wish|choice|opportunit\w+|optional|flexible shifts? available|are available|available across"
    r"|volunteer\w*)\b"
)
