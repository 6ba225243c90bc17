"""config.yaml -> frozen :class:`monitor.model.Config`.

``yaml_lines`` reads YAML and remembers on which line each value stood; ``shape`` says what may stand there;
``explain`` words what is wrong; ``loading`` puts the three together.
"""

from monitor.config.loading import load_config, read_config
from monitor.config.shipped import shipped_config

__all__ = ["load_config", "read_config", "shipped_config"]
