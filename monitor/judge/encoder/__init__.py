"""A small transformer that reads headline and summary as they stand; numpy alone, no code comes from its file."""

from monitor.judge.encoder.transformer import Encoder

__all__ = ["Encoder"]
