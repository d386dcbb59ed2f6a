"""How a data file is written. Read by the other scripts."""

import json
from pathlib import Path


def write(name, made_with, content):
    """Beside this script, in one line, every number in the fewest digits that tell it."""
    path = Path(__file__).with_name(name)
    path.write_text(json.dumps({"made_with": made_with, **content}, separators=(",", ":")), encoding="utf-8")
