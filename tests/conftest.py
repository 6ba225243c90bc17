"""No property test depends on a machine's speed: a loaded one takes seconds for what takes a millisecond."""

from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
