"""The errors a person or a caller meets.

::

    MonitorError                 anything this program raises on purpose; its text is one sentence with a remedy
    ├── InputError               what we were given is wrong; the command ends with exit code 2
    │   ├── ConfigError          config.yaml: ``file:line: key: what is wrong, and what would be right``
    │   └── ModelFileError       models/: missing, damaged, untrusted or of another version
    ├── StoreError               the database refuses: locked, full, read-only, newer schema
    │   ├── StoreBusy            another process holds the lease or the lock; try again later
    │   └── NoSuchStore          the URL is none of a store, or nothing is there; the command ends with exit code 2
    └── WorkFailed               the work was started and could not be done; the command ends with exit code 1

A failure of one item (a feed that answers 500, a page that cannot be read) is a value, not an error: see
:class:`monitor.model.Failed` and :class:`monitor.model.Unreadable`.
"""


class MonitorError(Exception):
    """Root of the errors this program raises on purpose."""

    exit_code = 1


class InputError(MonitorError):
    """The input or the configuration is wrong."""

    exit_code = 2


class ConfigError(InputError):
    """config.yaml cannot be used; the message names file, line and key."""


class ModelFileError(InputError):
    """The model files are missing, damaged, untrusted or of another version."""


class StoreError(MonitorError):
    """The database refuses."""


class StoreBusy(StoreError):
    """Another process holds the lock or the lease."""


class NoSuchStore(StoreError):
    """What was named is no store we can read: a URL of no form we know, a file that is not there, the schema of a newer release."""

    exit_code = 2


class WorkFailed(MonitorError):
    """The work was started and could not be finished."""
