"""THE EYE: JSON data as YAML, readable in any script; the one view that imports yaml."""

from typing import Any

import yaml

from rectify.view.escape import json_safe, risky

_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # in C where PyYAML was built with it


class _Dumper(_Base):  # type: ignore[misc]  # chosen at run time
    """Plain where it can be, block text where there are lines, double quotes where something invisible stands."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never write anchors; a value said twice is written twice."""
        return True


def yaml_text(data: Any) -> str:
    """The data, keys in their order; what is invisible is an escape."""
    return json_safe(str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)))


def _text(dumper: Any, text: str) -> Any:
    style = None
    if risky().search(text.replace("\n", "")):
        style = '"'  # json_safe then escapes what YAML itself would let through
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
